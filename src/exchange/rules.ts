import { decideConsent, type ConsentDecision, type ConsentRefusal, type Grant } from '../consent/index.ts'
import { takesPart, type Standing } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { isActive, type Vendor } from '../vendors/index.ts'
import { isPlain } from '../wire/index.ts'

export interface ReadRequest {
  reasonCode: string
  ownWords: string | null
}

export type ReadRefusal =
  'company-not-active' | 'not-found' | 'use-not-approved' | 'reason-not-reviewed' | 'words-not-plain'

/** Why a delivery that has begun goes on no further. */
export type StandingRefusal = ReadRefusal | 'program-ended'

/** A read that every check has passed. */
export interface Read extends ReadRequest {
  use: Use
  vendor: Vendor
}

/**
 * May this company read under this use at all? Each step is one small question, asked in this order; the residents'
 * own answers come after (`decideItem`). A use of another company is the same as none.
 */
export function decideRead(
  vendor: Vendor | undefined,
  use: Use | undefined,
  request: ReadRequest,
  now: Date,
): { allowed: true; read: Read } | { allowed: false; because: ReadRefusal } {
  if (!vendor || !isActive(vendor, now)) return { allowed: false, because: 'company-not-active' }
  if (use?.vendorId !== vendor.vendorId) return { allowed: false, because: 'not-found' }
  if (use.standing !== 'approved') return { allowed: false, because: 'use-not-approved' }
  if (!isReviewed(use, request.reasonCode)) return { allowed: false, because: 'reason-not-reviewed' }
  if (!isPlain(request.ownWords)) return { allowed: false, because: 'words-not-plain' }
  return { allowed: true, read: { ...request, use, vendor } }
}

function isReviewed(use: Use, reasonCode: string): boolean {
  return use.terms.reasons.some((reason) => reason.code === reasonCode)
}

/** Company, use and program, as they stand when a delivery that has begun looks again. */
interface StandingNow {
  vendorStanding: Vendor['standing']
  contractUntil: Date
  useStanding: Use['standing']
  useVersion: number
  programLetIn: boolean
}

/**
 * May a delivery that has begun go on? A delivery lives under the version of the use it was begun with, and no other, so
 * its reason and words need no second judgement: a version never changes. `undefined` means yes.
 */
export function refuseToGoOn(
  standing: StandingNow | undefined,
  begunUnder: number,
  now: Date,
): StandingRefusal | undefined {
  if (!standing) return 'not-found'
  const { vendorStanding, contractUntil, useStanding, useVersion, programLetIn } = standing
  if (!isActive({ standing: vendorStanding, contractUntil }, now)) return 'company-not-active'
  if (useStanding !== 'approved' || useVersion !== begunUnder) return 'use-not-approved'
  return programLetIn ? undefined : 'program-ended'
}

/**
 * May this read have this item of this resident? Silence means no: of whoever has left, moved away or died, or of whom
 * nobody knows how they stand, nothing is given, whatever they agreed to.
 */
export function decideItem(
  grant: Grant | undefined,
  standing: Standing | undefined,
  read: Read,
  item: Grant['item'],
  now: Date,
): ConsentDecision {
  const decision = decideConsent(grant, { useId: read.use.useId, useVersion: read.use.version, item }, now)
  if (decision.allowed && !takesPart(standing)) return { allowed: false, because: 'not-taking-part' }
  return decision
}

/** What a resident did comes before what time did, and that before what never was. */
const byWeight: readonly ConsentRefusal[] = [
  'withdrawn',
  'paused',
  'not-taking-part',
  'expired',
  'other-version',
  'refused',
  'other-use',
  'never-asked',
]

/** The one reason among those of all items. Fixed, so that it says nothing of which items there are. */
export function weightiest(reasons: readonly ConsentRefusal[]): ConsentRefusal {
  return byWeight.find((because) => reasons.includes(because)) ?? 'never-asked'
}

export type OutwardRefusal = 'withdrawn' | 'expired' | 'not-available'

/** What a company is told. Only who has held the data may learn that it was stopped; to all others it was never there. */
export function refusalOf(because: string, formerHolder: boolean): OutwardRefusal {
  if (formerHolder && (because === 'withdrawn' || because === 'expired')) return because
  return 'not-available'
}

/**
 * A use that may be served once is not used up by a broken connection, but by the third: a company that always hangs up
 * just before the end gains at most two further looks at a resident.
 */
export const breaksUntilServed = 3
