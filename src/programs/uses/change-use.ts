import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { endUse, listUses, lockUse, mostUses, publishUse, type Use, type UseId } from '../../review/index.ts'
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
  const current = await lockUse(client, wanted.useId)
  if (!(await findVendor(client, wanted.vendorId))) return refuse('unknown-company')
  const decision = decideVersion(current, wanted)
  if (!decision.ok) return decision
  if (!current && (await listUses(client)).length >= mostUses) return refuse('too-many-uses')
  const isOut = await publishUse(client, { ...wanted, standing: 'approved' }, clock.now())
  return isOut ? { ok: true } : refuse('not-the-next-version')
}

/** In the caller's transaction. */
export async function stopOffering(
  client: Queryable,
  useId: UseId,
): Promise<{ ok: true } | Refusal<'unknown-use'>> {
  if (!(await lockUse(client, useId))) return refuse('unknown-use')
  await endUse(client, useId)
  return { ok: true }
}
