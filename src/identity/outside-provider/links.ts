import { createHmac, randomBytes } from 'node:crypto'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { putEnd, thenKept } from '../ends/put-end.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import type { SignedIn } from '../session.ts'
import { deleteOtherSessions, lockWaysIn, selectSession } from '../store.ts'
import { deleteLinksOf, deleteOtherLinksOf, insertLink, selectLinkedAt, selectResidentOf } from './store.ts'

/** Somebody at a provider, as the provider names them. */
export interface Subject {
  issuer: string
  sub: string
}

/** Whose this subject is, or undefined. Nothing of who asked is kept. */
export async function residentOfSubject(tenant: Tenant, subject: Subject): Promise<ResidentId | undefined> {
  return selectResidentOf(tenant.database, await hashOf(tenant, subject))
}

/** This subject is the resident's, unless it is somebody else's: one subject, one resident. In the caller's transaction. */
export async function claimSubject(
  tenant: Tenant,
  client: Queryable,
  { subject, residentId }: { subject: Subject; residentId: ResidentId },
): Promise<boolean> {
  const subjectHash = await hashOf(tenant, subject)
  await insertLink(client, { subjectHash, residentId, linkedAt: tenant.clock.now() })
  return (await selectResidentOf(client, subjectHash)) === residentId
}

/** Is it theirs still? Until the caller's transaction ends it stays so: a new card at the counter ends it, and waits. */
export async function isStillLinked(
  tenant: Tenant,
  client: Queryable,
  residentId: ResidentId,
  subject: Subject,
): Promise<boolean> {
  const subjectHash = await hashOf(tenant, subject)
  await lockWaysIn(client, residentId)
  return (await selectResidentOf(client, subjectHash)) === residentId
}

/** One subject, one resident; in place of the one this resident had before, by which nobody is in any more. */
export async function linkSubject(
  tenant: Tenant,
  { residentId, sessionHash }: Pick<SignedIn, 'residentId' | 'sessionHash'>,
  subject: Subject,
): Promise<{ ok: true } | Refusal<'outside-taken' | 'not-signed-in'>> {
  const subjectHash = await hashOf(tenant, subject)
  const linked = inTransaction(tenant.database, async (client) => {
    await lockWaysIn(client, residentId)
    // Whoever was given a new card meanwhile is signed out: no link is made by a session of before.
    if (!(await selectSession(client, sessionHash))) return refuse('not-signed-in')
    if (!(await claimSubject(tenant, client, { subject, residentId }))) return refuse('outside-taken')
    if (await deleteOtherLinksOf(client, residentId, subjectHash)) {
      await deleteOtherSessions(client, residentId, sessionHash)
      await putEnd(client, { what: 'outside-link', which: residentId }, tenant.clock.now())
    }
    await leaveNotice(client, residentId, { kind: 'outside-linked' }, tenant.clock.now())
    return { ok: true } as const
  })
  return thenKept(tenant.journal, linked)
}

/** Since when this resident may sign in by the outside provider; undefined where they may not. */
export function linkedSince({ database }: Pick<Tenant, 'database'>, residentId: ResidentId) {
  return selectLinkedAt(database, residentId)
}

/**
 * By who has just shown who they are: whoever finds a telephone must not close the way that its owner comes by. Every other
 * session ends: the link may have been somebody else's.
 */
export function unlinkOwn(
  { database, clock, journal }: Pick<Tenant, 'database' | 'clock' | 'journal'>,
  { residentId }: RecentProof<'change-ways-in'>,
  { sessionHash }: Pick<SignedIn, 'sessionHash'>,
): Promise<void> {
  const unlinked = inTransaction(database, async (client) => {
    await lockWaysIn(client, residentId)
    if (!(await deleteLinksOf(client, residentId))) return
    await deleteOtherSessions(client, residentId, sessionHash)
    await putEnd(client, { what: 'outside-link', which: residentId }, clock.now())
    await leaveNotice(client, residentId, { kind: 'outside-unlinked' }, clock.now())
  })
  return thenKept(journal, unlinked)
}

/** In the caller's transaction, if there is one. Without a link it changes nothing. */
export async function unlinkOutside(database: Queryable, residentId: ResidentId): Promise<void> {
  await deleteLinksOf(database, residentId)
}

/** Subjects are unique within their issuer only (OpenID Connect Core §5.7). */
async function hashOf({ keys }: Tenant, { issuer, sub }: Subject): Promise<Buffer> {
  const secret = await keys.serviceSecret('outside-subjects', () => randomBytes(32), systemClock.now())
  return createHmac('sha256', secret)
    .update(JSON.stringify([issuer, sub]))
    .digest()
}
