import type { ItemCode } from '../catalog/index.ts'
import { monthsAfter, refuse, type Refusal } from '../kernel/index.ts'
import type { RecentProof } from '../identity/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { hasAgreedToTerms, isTakingPart } from '../residents/index.ts'
import { findUse, type Use, type UseId } from '../review/index.ts'
import { findVendor, isActive, type Vendor } from '../vendors/index.ts'
import { receiptOf, recordAct, type By, type Change, type Receipt } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { decideConsent, refuseAgreement, refuseDenial, type Agreement } from './rules.ts'
import { sameAnswer } from './same-answer.ts'
import { lockGrants } from './store.ts'

export interface Answer {
  useId: UseId
  /** The version of the terms that was on the page. */
  versionShown: number
  items: readonly ItemCode[]
}

/** Agreeing rests on a proof, which the door of identity alone makes; a no and a stop never do. */
export interface ProvenBy extends By {
  proof: RecentProof<'agree'>
}

/**
 * The resident says 使ってよい to these items of a use, and has just shown who they are. What they did not choose stays as it was.
 */
export async function giveConsent(
  tenant: Tenant,
  by: ProvenBy,
  answer: Answer,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  if (by.proof.residentId !== by.residentId) throw new Error('a proof of one resident is none of another')
  const question = await loadQuestion(tenant, by, answer)
  // Whose values have been erased has nothing left to allow; a no is taken from them as from anybody.
  if (!question?.keys.has('values')) return refuse('not-found')
  const { agreement, use, vendor, now } = question
  const termsAgreed = await hasAgreedToTerms(tenant, by.residentId)
  const because = refuseAgreement(agreement, use, { companyActive: isActive(vendor, now), termsAgreed })
  if (because) return refuse(because)
  const until = monthsAfter(now, use.terms.periodMonths)
  return recordAnswer(tenant, by, question, { kind: 'granted', until })
}

/**
 * The resident says ことわる. It is remembered, so that they are not asked a third time. It is no stop, which is made by
 * name: where one of the items is allowed now, nothing is recorded, for the receipt would say that it is not given.
 */
export async function refuseConsent(
  tenant: Tenant,
  by: By,
  answer: Answer,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  const question = await loadQuestion(tenant, by, answer)
  if (!question) return refuse('not-found')
  const because = refuseDenial(question.agreement, question.use)
  if (because) return refuse(because)
  return recordAnswer(tenant, by, question, { kind: 'refused', until: null })
}

interface LoadedQuestion {
  use: Use
  vendor: Vendor
  keys: OwnerKeys
  agreement: Agreement
  now: Date
}

/** The use as it stands now, each item once; undefined where the use or the resident is not there. */
async function loadQuestion(tenant: Tenant, by: By, answer: Answer): Promise<LoadedQuestion | undefined> {
  const use = await findUse(tenant.database, answer.useId)
  const vendor = use && (await findVendor(tenant.database, use.vendorId))
  const keys = await tenant.keys.find(by.residentId)
  if (!use || !vendor || !keys) return undefined
  const agreement = { versionShown: answer.versionShown, items: [...new Set(answer.items)] }
  return { use, vendor, keys, agreement, now: tenant.clock.now() }
}

/** Answers what is open; the same answer pressed twice counts once, and gives the first receipt again. */
function recordAnswer(
  tenant: Tenant,
  by: By,
  { use, keys, agreement: { items }, now }: LoadedQuestion,
  given: Pick<Change, 'kind' | 'until'>,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  const { useId, version: useVersion } = use
  const kind = given.kind === 'granted' ? ('agreed' as const) : ('refused' as const)
  return inTransaction(tenant.database, async (client) => {
    const all = await lockGrants(client, by.residentId, useId)
    // Asked under the lock: whoever leaves stops everything under it after that stands.
    if (kind === 'agreed' && !(await isTakingPart(client, by.residentId))) return refuse('not-taking-part')
    const grants = all.filter((grant) => items.includes(grant.item) && grant.useVersion === useVersion)
    const before = grants.length === items.length && (await sameAnswer(client, by, kind, grants, now))
    if (before) return { ok: true, ...before }
    const open = items.filter((item) => {
      const grant = grants.find((candidate) => candidate.item === item)
      return !decideConsent(grant, { useId, useVersion, item }, now).allowed
    })
    if (kind === 'refused' && open.length < items.length) return refuse('allowed-meanwhile')
    if (open.length === 0) return refuse('already-agreed')
    const changes = open.map((item) => ({ useId, useVersion, item, ...given }))
    const act = { kind, useId, reverses: null, changes }
    const recorded = await recordAct(client, keys, by, act, now)
    const notice = { kind: 'consent-given', vendorId: use.vendorId } as const
    if (kind === 'agreed') await leaveNotice(client, by.residentId, notice, now)
    return { ok: true, ...receiptOf(recorded) }
  })
}
