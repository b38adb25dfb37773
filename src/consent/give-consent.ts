import type { ItemCode } from '../catalog/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findUse, type Use, type UseId } from '../review/index.ts'
import { findVendor, isActive } from '../vendors/index.ts'
import { recordAct, type By, type Change, type Receipt } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { decideConsent, endOfConsent, refuseAgreement } from './rules.ts'
import { lockGrants } from './store.ts'

export interface Answer {
  useId: UseId
  /** The version of the terms that was on the page. */
  versionShown: number
  items: readonly ItemCode[]
}

/** The resident says 使ってよい to these items of a use. What they did not choose stays as it was. */
export async function giveConsent(
  tenant: Tenant,
  by: By,
  answer: Answer,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  const now = tenant.clock.now()
  const use = await findUse(tenant.database, answer.useId)
  const vendor = use && (await findVendor(tenant.database, use.vendorId))
  const keys = await tenant.keys.find(by.residentId)
  if (!use || !vendor || !keys?.has('values')) return refuse('not-found')
  const items = [...new Set(answer.items)]
  const because = refuseAgreement({ versionShown: answer.versionShown, items }, use, isActive(vendor, now))
  if (because) return refuse(because)

  return inTransaction(tenant.database, async (client) => {
    const grants = await lockGrants(client, by.residentId, use.useId)
    const missing = items.filter((item) => {
      const grant = grants.find((candidate) => candidate.item === item)
      return !decideConsent(grant, { useId: use.useId, useVersion: use.version, item }, now).allowed
    })
    if (missing.length === 0) return refuse('already-agreed')
    const until = endOfConsent(now, use.terms.periodMonths)
    const changes = changesOf(use, missing, { kind: 'granted', until })
    const act = { kind: 'agreed' as const, useId: use.useId, reverses: null, changes }
    return { ok: true, ...(await recordAct(client, keys, by, act, now)) }
  })
}

/** The resident says ことわる. It is remembered, so that they are not asked a third time. */
export async function refuseConsent(
  tenant: Tenant,
  by: By,
  answer: Answer,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  const now = tenant.clock.now()
  const use = await findUse(tenant.database, answer.useId)
  const keys = await tenant.keys.find(by.residentId)
  if (!use || !keys) return refuse('not-found')
  const items = [...new Set(answer.items)]
  if (items.length === 0 || items.some((item) => !use.terms.items.includes(item)))
    return refuse('item-not-in-use')

  return inTransaction(tenant.database, async (client) => {
    const grants = await lockGrants(client, by.residentId, use.useId)
    // Refusing a question is not a stop: what is already agreed stays until it is stopped by name.
    const open = items.filter((item) => grants.find((grant) => grant.item === item)?.state !== 'granted')
    if (open.length === 0) return refuse('already-agreed')
    const changes = changesOf(use, open, { kind: 'refused', until: null })
    const act = { kind: 'refused' as const, useId: use.useId, reverses: null, changes }
    return { ok: true, ...(await recordAct(client, keys, by, act, now)) }
  })
}

/** One and the same answer to each of these items, under the version of the use that is in force. */
function changesOf(
  { useId, version }: Use,
  items: readonly ItemCode[],
  answer: Pick<Change, 'kind' | 'until'>,
): Change[] {
  return items.map((item) => ({ useId, useVersion: version, item, ...answer }))
}
