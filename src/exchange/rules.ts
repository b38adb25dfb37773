import { decideConsent, type Grant } from '../consent/index.ts'
import type { Use } from '../review/index.ts'
import { isActive, type Vendor } from '../vendors/index.ts'

/** Own words of a company on a read: short, plain, no links, so that nothing can be sold or smuggled in them. */
const plainWords = /^[\p{L}\p{N}\p{Zs}、。，．・ー〜（）()「」！？!?,.'-]{1,100}$/u
const looksLikeALink = /https?|www\.|[\p{L}\p{N}-]+\.(com|net|org|jp|io|app|co)\b/iu

export interface ReadRequest {
  reasonCode: string
  ownWords: string | null
}

export type ReadRefusal =
  'company-not-active' | 'not-found' | 'use-not-approved' | 'reason-not-reviewed' | 'words-not-plain'

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

function isPlain(words: string | null): boolean {
  return words === null || (plainWords.test(words) && !looksLikeALink.test(words))
}

/** May this read have this item of this resident? Silence means no. */
export function decideItem(grant: Grant | undefined, read: Read, item: Grant['item'], now: Date) {
  return decideConsent(grant, { useId: read.use.useId, useVersion: read.use.version, item }, now)
}

export type OutwardRefusal = 'withdrawn' | 'expired' | 'not-available'

/** What a company is told. Only who has held the data may learn that it was stopped; to all others it was never there. */
export function refusalOf(because: string, formerHolder: boolean): OutwardRefusal {
  if (formerHolder && (because === 'withdrawn' || because === 'expired')) return because
  return 'not-available'
}

/** A repeat with the same Idempotency-Key within this time is the same delivery. */
export const repeatWindowMs = 10 * 60 * 1000
