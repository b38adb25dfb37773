import { issueCard, type IssuedCard, type StaffId } from '../identity/index.ts'
import { keepPlaceAtBriefing, takePlace, type BriefingId, type Place } from '../joining/index.ts'
import { newId, refuse, systemClock, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  currentTerms,
  enrolResidents,
  isOldEnough,
  recordSignedTerms,
  searchResidents,
  type ResidentId,
  type ResidentIdentity,
  type SignedPaper,
} from '../residents/index.ts'
import { attendNewcomer, noteDeed, type Attendance, type Clerk } from './attendance.ts'
import { recordCheck } from './check-identity.ts'
import type { IdentityDocument } from './identity-level.ts'
import { hourBefore, maySearch, mostRecorded } from './rules.ts'
import { countSearchesSince, hasSearch, insertSearch, lockDesk, type SearchId } from './store.ts'
import { tellOfLook } from './tell-of-look.ts'

export interface Newcomer {
  /** Of the page that was filled in: sent twice, it takes in one person. */
  attempt: SearchId
  identity: ResidentIdentity
  document: IdentityDocument
  /** The terms they have signed on paper; undefined where they are asked at their first sign-in. */
  signed?: Omit<SignedPaper, 'staffId'> | undefined
  /** Whether who takes them in was told that there may already be an entry of theirs, and has said that it is of another person. */
  alike?: 'somebody-else' | undefined
  /** The briefing of today at which they join, if it is at one: with its cohort. */
  briefingId?: BriefingId | undefined
}

type BeginRefusal =
  'joined-already' | 'alike-found' | 'too-many-searches' | 'not-today' | 'cohort-closed' | 'cohort-full'

/**
 * Somebody joins at the counter, has shown who they are, and gets their first card. One member of staff may do it alone:
 * there is nothing of them yet that a card could open. No company is allowed anything here; and the terms are agreed to by
 * signed paper or not at all: their own first sign-in asks. Who is below the age at which one joins alone is not taken in:
 * who may agree for them is for representation to say. Where somebody of that name and birthday takes part already, that is told
 * first, and stands in their record: they may be the one who stands there.
 */
export async function joinResident(
  tenant: Tenant,
  clerk: Clerk,
  newcomer: Newcomer,
  now = systemClock.now(),
): Promise<IssuedCard | Refusal<BeginRefusal | 'too-young' | 'terms-changed'>> {
  const { identity, signed } = newcomer
  if (!isOldEnough(tenant, identity)) return refuse('too-young')
  if (signed && (await currentTerms(tenant))?.version !== signed.versionShown) return refuse('terms-changed')
  const residentId = newId<ResidentId>()
  const attendance: Attendance = { ...clerk, residentId, reason: 'join' }
  const begun = await inTransaction(tenant.database, async (client) => {
    const place = await begin(tenant, client, { clerk, newcomer, now })
    if (place.ok) await takeIn(tenant, client, { attendance, newcomer, now })
    if (place.ok && place.place) await takePlace(tenant, client, residentId, place.place)
    return place
  })
  if (!begun.ok) return begun
  const issued = await issueCard(tenant, residentId)
  if (!issued.ok) throw new Error('who has just joined is a resident')
  return issued
}

async function takeIn(
  tenant: Tenant,
  client: Queryable,
  { attendance, newcomer, now }: { attendance: Attendance; newcomer: Newcomer; now: Date },
): Promise<void> {
  const { identity, document, signed } = newcomer
  await enrolResidents(tenant, client, [{ residentId: attendance.residentId, identity }])
  await attendNewcomer(tenant, client, attendance, now)
  await recordCheck(tenant, client, attendance, document)
  if (signed) await takeSignedPaper(tenant, client, attendance, signed)
  await noteDeed(tenant, client, attendance, 'card-handed')
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
  tenant: Tenant,
  client: Queryable,
  { clerk: { staffId }, newcomer, now }: { clerk: Clerk; newcomer: Newcomer; now: Date },
): Promise<{ ok: true; place: Place | null } | Refusal<BeginRefusal>> {
  const { attempt, briefingId } = newcomer
  await lockDesk(client, staffId)
  if (await hasSearch(client, attempt)) return refuse('joined-already')
  if (!maySearch(await countSearchesSince(client, staffId, hourBefore(now))))
    return refuse('too-many-searches')
  if (await isAlike(tenant, client, { staffId, newcomer, now })) return refuse('alike-found')
  const kept = briefingId && (await keepPlaceAtBriefing(tenant, client, briefingId))
  if (kept?.ok === false) return kept
  const search = { searchId: attempt, staffId, reason: 'join', found: 0, searchedAt: now } as const
  return (await insertSearch(client, search))
    ? { ok: true, place: kept ? kept.place : null }
    : refuse('joined-already')
}

/** A search like any other: counted, and in the record of whoever is found. Nothing of them is shown; who wants to see looks them up. */
async function isAlike(
  tenant: Tenant,
  client: Queryable,
  { staffId, newcomer, now }: { staffId: StaffId; newcomer: Newcomer; now: Date },
): Promise<boolean> {
  if (newcomer.alike) return false
  const { kana, birthDate } = newcomer.identity
  const found = await searchResidents(tenant, client, { kana, birthDate }, mostRecorded)
  if (found.length === 0) return false
  const search = { searchId: newId<SearchId>(), staffId, reason: 'join', searchedAt: now } as const
  await insertSearch(client, { ...search, found: found.length })
  const whom = found.map(({ residentId }) => residentId)
  await tellOfLook(tenant, client, whom, { staffId, reason: 'join', did: 'found' })
  return true
}
