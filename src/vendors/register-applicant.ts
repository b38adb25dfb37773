import { dayMs, newId, refuse, type Refusal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { countRegistrationsSince, insertRegistration } from './registration-store.ts'
import type { Application } from './registration.ts'
import { mostRegistrationsADay } from './rules.ts'
import { saveVendor } from './store.ts'
import type { VendorId } from './vendor.ts'

/**
 * A company as it says it is: nothing of it is believed, and nothing is served to it. Whether its number is known already
 * makes no difference here, for the answer would tell who is a partner of the city.
 */
export async function registerApplicant(
  client: Queryable,
  application: Application,
  now: Date,
): Promise<{ ok: true; vendorId: VendorId } | Refusal<'registers-closed'>> {
  const today = await countRegistrationsSince(client, new Date(now.getTime() - dayMs))
  if (today >= mostRegistrationsADay) return refuse('registers-closed')
  const vendorId = newId<VendorId>()
  const { profile } = application
  await saveVendor(client, { vendorId, profile, standing: 'applicant', contractUntil: now })
  await insertRegistration(client, vendorId, application, now)
  return { ok: true, vendorId }
}
