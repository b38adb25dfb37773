import { issueCard, type IssuedCard } from '../identity/index.ts'
import { refuse, systemClock, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  currentTerms,
  enrolResident,
  recordSignedTerms,
  type ResidentIdentity,
  type SignedPaper,
} from '../residents/index.ts'
import { attendNewcomer, noteDeed, type Attendance, type Clerk } from './attendance.ts'
import { recordCheck } from './check-identity.ts'
import type { IdentityDocument } from './identity-level.ts'
import { hourBefore, maySearch } from './rules.ts'
import { countSearchesSince, insertSearch, lockDesk, type SearchId } from './store.ts'

export interface Newcomer {
  /** Of the page that was filled in: sent twice, it takes in one person. */
  attempt: SearchId
  identity: ResidentIdentity
  document: IdentityDocument
  /** The terms they have signed on paper; undefined where they are asked at their first sign-in. */
  signed?: Omit<SignedPaper, 'staffId'> | undefined
}

/**
 * Somebody joins at the counter, has shown who they are, and gets their first card. One member of staff may do it alone:
 * there is nothing of them yet that a card could open. No company is allowed anything here; and the terms are agreed to by
 * signed paper or not at all: their own first sign-in asks.
 */
export async function joinResident(
  tenant: Tenant,
  clerk: Clerk,
  { attempt, identity, document, signed }: Newcomer,
  now = systemClock.now(),
): Promise<IssuedCard | Refusal<'joined-already' | 'too-many-searches' | 'terms-changed'>> {
  if (signed && (await currentTerms(tenant))?.version !== signed.versionShown) return refuse('terms-changed')
  const begun = await inTransaction(tenant.database, (client) => begin(client, clerk, attempt, now))
  if (!begun.ok) return begun
  const residentId = await enrolResident(tenant, identity)
  const attendance: Attendance = { ...clerk, residentId, reason: 'join' }
  await inTransaction(tenant.database, async (client) => {
    await attendNewcomer(tenant, client, attendance, now)
    await recordCheck(tenant, client, attendance, document)
    if (signed) await takeSignedPaper(tenant, client, attendance, signed)
    await noteDeed(tenant, client, attendance, 'card-handed')
  })
  const issued = await issueCard(tenant, residentId)
  if (!issued.ok) throw new Error('who has just joined is a resident')
  return issued
}

/** Of the person who is being taken in, to the text that was looked up a moment ago. */
async function takeSignedPaper(
  tenant: Tenant,
  client: Queryable,
  { residentId, staffId }: Attendance,
  signed: Omit<SignedPaper, 'staffId'>,
): Promise<void> {
  const taken = await recordSignedTerms(tenant, client, residentId, { ...signed, staffId })
  if (!taken.ok) throw new Error(`the signed terms were not taken: ${taken.because}`)
}

/** Taking somebody in is counted with the searches: who takes in made-up people learns no more than who tries names. */
async function begin(
  client: Queryable,
  { staffId }: Clerk,
  attempt: SearchId,
  now: Date,
): Promise<{ ok: true } | Refusal<'joined-already' | 'too-many-searches'>> {
  await lockDesk(client, staffId)
  if (!maySearch(await countSearchesSince(client, staffId, hourBefore(now))))
    return refuse('too-many-searches')
  const search = { searchId: attempt, staffId, reason: 'join', found: 0, searchedAt: now } as const
  return (await insertSearch(client, search)) ? { ok: true } : refuse('joined-already')
}
