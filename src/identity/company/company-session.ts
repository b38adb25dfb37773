import { systemClock } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { isLive, shouldNoteSeen } from '../rules.ts'
import { isRecentlyProven, staffIdleMs, staffLongestMs } from '../staff/rules.ts'
import { hashOfToken, newToken } from '../token.ts'
import type { PersonId, PersonOnFile } from './company-person.ts'
import {
  deleteCompanySession,
  insertCompanySession,
  selectCompanySession,
  updateCompanyLastSeen,
} from './session-store.ts'

/** A person of a company who is signed in with this browser. */
export interface CompanySignedIn extends PersonOnFile {
  /** A passkey was shown within the last minutes. */
  recentlyProven: boolean
}

/** Begins a session for who has just shown a passkey, and returns its token, which is never stored. As long as those of staff. */
export async function startCompanySession(
  database: Queryable,
  personId: PersonId,
  now = systemClock.now(),
): Promise<string> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + staffLongestMs)
  await insertCompanySession(database, { hash: hashOfToken(token), personId, provenAt: now, expiresAt })
  return token
}

/** The person of this session, as they stand now, while both are good; being looked for is being seen. */
export async function findCompanySession(
  { database }: Pick<Tenant, 'database'>,
  token: string,
  now = systemClock.now(),
): Promise<CompanySignedIn | undefined> {
  const hash = hashOfToken(token)
  const found = await selectCompanySession(database, hash)
  if (found?.person.standing !== 'active' || !isLive(found.session, now, staffIdleMs)) return undefined
  if (shouldNoteSeen(found.session, now)) await updateCompanyLastSeen(database, hash, now)
  return { ...found.person, recentlyProven: isRecentlyProven(found.session, now) }
}

export function endCompanySession(database: Queryable, token: string): Promise<void> {
  return deleteCompanySession(database, hashOfToken(token))
}
