import { grantsOf } from '../consent/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ExchangeRefusal } from '../wire/index.ts'
import { standsOf, type ResidentId } from '../residents/index.ts'
import { countRefusals, insertRefusals } from './refusal-store.ts'
import { decideItem, refusalOf, weightiest, type Read } from './rules.ts'
import { selectSubject } from './provision-store.ts'
import type { Pseudonym } from './delivery-store.ts'

/**
 * The resident a company addresses by a pseudonym of this use. When nothing of theirs may be read, that is refused and
 * written down by name; a pseudonym of another use, or none at all, gets the answer that nothing is available.
 */
export async function findSubject(
  tenant: Tenant,
  read: Read,
  pseudonym: Pseudonym,
): Promise<{ ok: true; residentId: ResidentId } | Refusal<ExchangeRefusal>> {
  const now = tenant.clock.now()
  const { useId } = read.use
  const residentId = await selectSubject(tenant.database, useId, pseudonym)
  if (!residentId) return refuse('not-available')
  const grants = (await grantsOf(tenant, residentId)).filter((grant) => grant.useId === useId)
  const standing = (await standsOf(tenant.database, residentId))?.standing
  const decisions = grants.map((grant) => decideItem(grant, standing, read, grant.item, now))
  if (decisions.some((decision) => decision.allowed)) return { ok: true, residentId }
  const reasons = decisions.flatMap((decision) => (decision.allowed ? [] : [decision.because]))
  const because = weightiest(reasons)
  const asked = { vendorId: read.vendor.vendorId, useId }
  await inTransaction(tenant.database, async (client) => {
    await insertRefusals(client, asked, [residentId], because, now)
    await countRefusals(client, asked, [because], now)
  })
  // Who has a pseudonym of this use was given it by a delivery: a former holder.
  return refuse(refusalOf(because, true))
}
