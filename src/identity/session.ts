import { z } from 'zod'
import { systemClock } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Device } from '../platform/http/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { isLetIn, type ResidentId } from '../residents/index.ts'
import { endAppsOf } from './app/own-apps.ts'
import { endPartnersOf } from './partner/own-partners.ts'
import { endSharesOf } from './share-code/share-codes.ts'
import type { ShownProof } from './recent-proof/rules.ts'
import { isLive, isNewsOfWay, longestMs, shouldNoteSeen, type WayIn } from './rules.ts'
import {
  deleteKnownWays,
  deleteOtherSessions,
  deleteOwnSession,
  deleteSession,
  deleteSessionsOf,
  insertKnownWay,
  insertSession,
  selectKnownWays,
  selectSession,
  selectSessionsOf,
  updateLastSeen,
  type OneSession,
} from './store.ts'
import { hashOfToken, newToken } from './token.ts'

interface Doors {
  database: Queryable
}
/** Who was signed out by another of their browsers, or by somebody else's, is told. */
type Telling = Pick<Tenant, 'database' | 'clock'>

/** In the caller's transaction. `device`: what the browser is, where it is one that asks. */
export type Starting = Doors &
  Pick<Tenant, 'clock'> & {
    device?: Device | undefined
    /** Of who proves again in the same browser: the session that ends with it. */
    replaces?: Buffer | undefined
  }

/** Who is signed in with this browser. The hash may be stored as evidence; it opens nothing. */
export interface SignedIn {
  residentId: ResidentId
  sessionHash: Buffer
  /** The session that this one took the place of when they proved again: what may be taken back of it still may. Never an older one. */
  replacedHash: Buffer | null
  /** How they have shown who they are, and when: what rests on a recent proof asks `recentProofOf`. */
  shown: ShownProof
}

/**
 * Begins a session and returns its token, which is never stored. Sessions run by the real clock, also in the demo,
 * whose own clock may be set a year ahead. In the caller's transaction, for who comes in by a way they have not used is told.
 */
export async function startSession(
  { database, clock, device, replaces }: Starting,
  residentId: ResidentId,
  way: WayIn,
  now = systemClock.now(),
): Promise<string> {
  const token = newToken()
  await insertSession(database, {
    hash: hashOfToken(token),
    residentId,
    way,
    device: device ?? null,
    replaces: replaces ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + longestMs),
  })
  await noteWay({ database, clock, device }, residentId, way)
  return token
}

/** Of who joins in the caller's transaction: how they have joined is no news. */
export async function startFirstSession(
  starting: Starting,
  residentId: ResidentId,
  way: WayIn,
): Promise<string> {
  await insertKnownWay(starting.database, residentId, way, starting.clock.now())
  return startSession(starting, residentId, way)
}

/** In the caller's transaction. */
async function noteWay(
  { database, clock, device }: Starting,
  residentId: ResidentId,
  way: WayIn,
): Promise<void> {
  if (way === 'demo') return
  const now = clock.now()
  if (isNewsOfWay(way, await insertKnownWay(database, residentId, way, now)))
    await leaveNotice(database, residentId, { kind: 'new-way-in', device }, now)
}

/** By which ways somebody has signed in, and since when. */
export function waysInOf({ database }: Doors, residentId: ResidentId) {
  return selectKnownWays(database, residentId)
}

/** By which ways somebody who is erased has signed in, in the caller's transaction. */
export function forgetWays(client: Queryable, residentId: ResidentId): Promise<void> {
  return deleteKnownWays(client, residentId)
}

/** The session of this token while it is good; being looked for is being seen. */
export async function findSession(
  { database }: Doors,
  token: string,
  now = systemClock.now(),
): Promise<SignedIn | undefined> {
  const sessionHash = hashOfToken(token)
  const session = await selectSession(database, sessionHash)
  if (!session || !isLive(session, now)) return undefined
  // Asked each time: whoever has died is not signed in from that moment on, by whichever way somebody came in.
  if (!(await isLetIn(database, session.residentId))) return undefined
  if (shouldNoteSeen(session, now)) await updateLastSeen(database, sessionHash, now)
  const { residentId, replaces: replacedHash, shown } = session
  return { residentId, sessionHash, replacedHash, shown }
}

export function endSession(database: Queryable, token: string): Promise<void> {
  return deleteSession(database, hashOfToken(token))
}

/** A session as a page or an app names it: its hash in hex. It opens nothing, and stands in no address all the same. */
export const sessionIdSchema = z.string().regex(/^[0-9a-f]{64}$/u)

/** As many as somebody can look through; who has more ends all the others at once. */
const mostListed = 50

/**
 * Where somebody is signed in now, the last seen first. How long a session is good is measured by the real clock, so that whoever
 * moves the demo's ends and prolongs none; it is told by the city's, as all else that a resident reads: as long ago by it.
 */
export async function sessionsOf(
  { database, clock }: Starting,
  residentId: ResidentId,
  now = systemClock.now(),
): Promise<OneSession[]> {
  const sessions = await selectSessionsOf(database, residentId, mostListed)
  const aheadMs = clock.now().getTime() - now.getTime()
  const told = (at: Date) => new Date(at.getTime() + aheadMs)
  return sessions
    .filter((session) => isLive(session, now))
    .map(({ createdAt, lastSeenAt, expiresAt, ...session }) => ({
      ...session,
      ...{ createdAt: told(createdAt), lastSeenAt: told(lastSeenAt), expiresAt: told(expiresAt) },
    }))
}

/** False when it is not there, or not theirs: that is one answer. */
export function endOwnSession(
  { database, clock }: Telling,
  residentId: ResidentId,
  sessionHash: Buffer,
): Promise<boolean> {
  return inTransaction(database, async (client) => {
    const ended = await deleteOwnSession(client, residentId, sessionHash)
    if (ended) await leaveNotice(client, residentId, { kind: 'sessions-ended', count: 1 }, clock.now())
    return ended
  })
}

/** Ends all but the one they are in. */
export function endOtherSessions(
  { database, clock }: Telling,
  { residentId, sessionHash }: Pick<SignedIn, 'residentId' | 'sessionHash'>,
): Promise<void> {
  return inTransaction(database, async (client) => {
    const count = await deleteOtherSessions(client, residentId, sessionHash)
    if (count > 0) await leaveNotice(client, residentId, { kind: 'sessions-ended', count }, clock.now())
  })
}

/** Ends every session of somebody, what apps may do for them, what partners may bring, and what they share, in the caller's transaction. */
export async function endSessionsOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteSessionsOf(client, residentId)
  await endAppsOf(client, residentId)
  await endPartnersOf(client, residentId)
  await endSharesOf(client, residentId)
}
