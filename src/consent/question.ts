import type pg from 'pg'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { Queryable } from '../platform/database/index.ts'
import { hasAgreedToTerms, mayAgreeAlone, type ResidentId } from '../residents/index.ts'
import { findUse, type Use, type UseId } from '../review/index.ts'
import type { ItemCode } from '../catalog/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { findVendor, isActive, type Vendor } from '../vendors/index.ts'
import { refuseAgreement, type Agreement, type AgreementRefusal } from './rules.ts'

export interface Answer {
  useId: UseId
  /** The version of the terms that was on the page. */
  versionShown: number
  items: readonly ItemCode[]
}

/** For whoever holds a transaction, and for whoever does not. */
export interface City extends Pick<Tenant, 'clock' | 'keys' | 'joinAloneAge'> {
  database: Queryable
}

/** The city as this transaction sees it: who holds one connection asks for no other. */
export function seenBy(client: pg.PoolClient, { clock, keys, joinAloneAge }: Omit<City, 'database'>): City {
  return { database: client, clock, keys, joinAloneAge }
}

export interface Question {
  use: Use
  vendor: Vendor
  agreement: Agreement
  now: Date
}

/** The use as it stands now, each item once; undefined where it is not there. */
export async function loadQuestion(
  { database, clock }: Omit<City, 'keys'>,
  { useId, versionShown, items }: Answer,
): Promise<Question | undefined> {
  const use = await findUse(database, useId)
  const vendor = use && (await findVendor(database, use.vendorId))
  return vendor && { use, vendor, agreement: { versionShown, items: [...new Set(items)] }, now: clock.now() }
}

/** The question with the keys of who answers it, where it may be agreed to now. */
export async function loadAgreeable(
  city: City,
  residentId: ResidentId,
  answer: Answer,
): Promise<{ ok: true; question: Question; keys: OwnerKeys } | Refusal<AgreementRefusal | 'not-found'>> {
  const question = await loadQuestion(city, answer)
  const keys = await city.keys.find(residentId)
  // Whose values have been erased has nothing left to allow; a no is taken from them as from anybody.
  if (!question || !keys?.has('values')) return refuse('not-found')
  const because = refuseQuestion(question, {
    oldEnough: await mayAgreeAlone(city, residentId),
    termsAgreed: await hasAgreedToTerms(city, residentId),
  })
  return because ? refuse(because) : { ok: true, question, keys }
}

/**
 * Could this be agreed to by anybody, now? Nothing of any resident is looked at: whoever is told of it learns nothing of who
 * there is.
 */
export async function checkQuestion(
  city: Omit<City, 'keys'>,
  answer: Answer,
): Promise<AgreementRefusal | 'not-found' | undefined> {
  const question = await loadQuestion(city, answer)
  return question ? refuseQuestion(question, { oldEnough: true, termsAgreed: true }) : 'not-found'
}

function refuseQuestion(
  { use, vendor, agreement, now }: Question,
  who: { oldEnough: boolean; termsAgreed: boolean },
) {
  return refuseAgreement(agreement, use, { companyActive: isActive(vendor, now), ...who })
}
