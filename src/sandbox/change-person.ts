import type { Company } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findVendor } from '../vendors/index.ts'
import { everybody, type TrialPerson } from './people.ts'
import { changed, mayTry, newestDay, type Change } from './rules.ts'
import { lockSandbox, savePerson, selectChanged } from './store.ts'

/** Everybody in this company’s sandbox, as it has made them. */
export async function peopleOf(
  tenant: Tenant,
  { vendorId }: Company,
): Promise<{ ok: true; people: TrialPerson[] } | Refusal<'company-not-active'>> {
  const vendor = await findVendor(tenant.database, vendorId)
  if (!mayTry(vendor, tenant.clock.now())) return refuse('company-not-active')
  return { ok: true, people: everybody(await selectChanged(tenant.database, vendorId)) }
}

/** Does what a resident might do: stops, agrees again, takes a day back, has one corrected. */
export async function changePerson(
  tenant: Tenant,
  { vendorId }: Company,
  number: number,
  change: Change,
): Promise<{ ok: true; person: TrialPerson } | Refusal<'company-not-active' | 'not-found'>> {
  const now = tenant.clock.now()
  const vendor = await findVendor(tenant.database, vendorId)
  if (!mayTry(vendor, now)) return refuse('company-not-active')
  return inTransaction(tenant.database, async (client) => {
    await lockSandbox(client, vendorId)
    const before = await selectChanged(client, vendorId)
    const person = everybody(before).find((one) => one.number === number)
    if (!person) return refuse('not-found')
    const positions = before.map(({ standingAt, changedDay }) => Math.max(standingAt, changedDay?.at ?? 0))
    const after = changed(person, change, Math.max(0, ...positions) + 1, newestDay(now))
    await savePerson(client, vendorId, after)
    return { ok: true, person: after }
  })
}
