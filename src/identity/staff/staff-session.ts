import { systemClock } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isLive, shouldNoteSeen } from '../rules.ts'
import { hashOfToken, newToken } from '../token.ts'
import { isRecentlyProven, staffIdleMs, staffLongestMs } from './rules.ts'
import {
  deleteStaffSession,
  insertStaffSession,
  selectStaffSession,
  updateStaffLastSeen,
} from './session-store.ts'
import type { StaffId, StaffMember } from './staff.ts'

/** A member of staff who is signed in with this browser. */
export interface StaffSignedIn extends StaffMember {
  /** The hash may be stored as evidence; it opens nothing. */
  sessionHash: Buffer
  /** Of the session it took the place of, when they proved again in this browser. It opens nothing either. */
  replacedHash: Buffer | null
  /** A passkey was shown within the last minutes. */
  recentlyProven: boolean
}

/** Begins a session for who has just shown a passkey, and returns its token, which is never stored. By the real clock. */
export async function startStaffSession(
  database: Queryable,
  staffId: StaffId,
  now = systemClock.now(),
  replaces: Buffer | null = null,
): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + staffLongestMs)
  await insertStaffSession(database, {
    ...{ hash: hashOfToken(token), staffId, replaces },
    ...{ provenAt: now, expiresAt },
  })
  return token
}

/** The member of this session, as they stand now, while both are good; being looked for is being seen. */
export async function findStaffSession(
  { database }: Pick<Tenant, 'database'>,
  token: string,
  now = systemClock.now(),
): Promise<StaffSignedIn | undefined> {
  const sessionHash = hashOfToken(token)
  const found = await selectStaffSession(database, sessionHash)
  if (found?.member.standing !== 'active' || !isLive(found.session, now, staffIdleMs)) return undefined
  if (shouldNoteSeen(found.session, now)) await updateStaffLastSeen(database, sessionHash, now)
  const { replacedHash } = found
  return { ...found.member, sessionHash, replacedHash, recentlyProven: isRecentlyProven(found.session, now) }
}

export function endStaffSession(database: Queryable, token: string): Promise<void> {
  return deleteStaffSession(database, hashOfToken(token))
}
