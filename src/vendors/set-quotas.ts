import { refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { insertQuotas, quotasOf, type SetBy } from './quota-store.ts'
import { quotasSchema, type Quotas } from './quotas.ts'
import type { VendorRefusal } from './rules.ts'
import { lockVendor } from './store.ts'
import type { VendorId } from './vendor.ts'
import type pg from 'pg'

/** From the next minute on at the latest the company may read so much. Who set it stays on record. */
export function setQuotas(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  vendorId: VendorId,
  quotas: Quotas,
  by: SetBy,
): Promise<{ ok: true } | Refusal<VendorRefusal>> {
  return inTransaction(database, (client) => setQuotasWith(client, vendorId, quotas, { by, at: clock.now() }))
}

/** The same within the caller's transaction. The same again writes no line. */
export async function setQuotasWith(
  client: pg.PoolClient,
  vendorId: VendorId,
  quotas: Quotas,
  set: { by: SetBy; at: Date },
): Promise<{ ok: true } | Refusal<VendorRefusal>> {
  if (!quotasSchema.safeParse(quotas).success) return refuse('bad-quotas')
  if (!(await lockVendor(client, vendorId))) return refuse('unknown-company')
  const before = await quotasOf(client, vendorId)
  if (JSON.stringify(before) !== JSON.stringify(quotasSchema.parse(quotas)))
    await insertQuotas(client, vendorId, quotas, set)
  return { ok: true }
}
