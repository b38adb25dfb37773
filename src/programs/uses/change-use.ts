import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { endUse, findUse, listUses, mostUses, publishUse, type Use, type UseId } from '../../review/index.ts'
import { findVendor } from '../../vendors/index.ts'
import { decideVersion } from '../rules.ts'

/** In the caller's transaction. */
export async function publishVersion(
  { clock }: Pick<Tenant, 'clock'>,
  client: Queryable,
  wanted: Omit<Use, 'standing'>,
): Promise<
  | { ok: true }
  | Refusal<'unknown-company' | 'not-the-next-version' | 'use-of-another' | 'unknown-use' | 'too-many-uses'>
> {
  if (!(await findVendor(client, wanted.vendorId))) return refuse('unknown-company')
  const current = await findUse(client, wanted.useId)
  const decision = decideVersion(current, wanted)
  if (!decision.ok) return decision
  if (!current && (await listUses(client)).length >= mostUses) return refuse('too-many-uses')
  await publishUse(client, { ...wanted, standing: 'approved' }, clock.now())
  return { ok: true }
}

/** In the caller's transaction. */
export async function stopOffering(
  client: Queryable,
  useId: UseId,
): Promise<{ ok: true } | Refusal<'unknown-use'>> {
  if (!(await findUse(client, useId))) return refuse('unknown-use')
  await endUse(client, useId)
  return { ok: true }
}
