import {
  replaceConsent,
  type Answer,
  type ConsentActRefusal,
  type ProvenBy,
  type Receipt,
} from '../consent/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { VendorId } from '../vendors/index.ts'
import { drain, type Stopped } from './stop.ts'

/**
 * One company is agreed to, and another one stopped. Of the stop holds what is promised of any: it is confirmed once it is in the
 * stop journal, too (else `not-kept`, and it is stopped all the same), and what is still under way is named.
 */
export async function replace(
  tenant: Tenant,
  by: ProvenBy,
  from: VendorId,
  answer: Answer,
): Promise<{ ok: true; agreed: Receipt; stopped: Stopped } | Refusal<ConsentActRefusal>> {
  const replaced = await replaceConsent(tenant, by, from, answer)
  if (!(await tenant.journal.keep())) return refuse('not-kept')
  if (!replaced.ok) return replaced
  const { agreed, stopped } = replaced
  const stillUnderWay = await drain(tenant, by.residentId, stopped.useIds)
  return { ok: true, agreed, stopped: { ...stopped, stillUnderWay } }
}
