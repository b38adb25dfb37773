import { localDayOf, refuse, type Refusal } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { decidePublication, type PublicationRefusal } from './rules.ts'
import { insertTerms, selectVersions } from './store.ts'
import type { Terms } from './terms.ts'

export type Published = { ok: true } | Refusal<PublicationRefusal>

/** Whether this version may be published; nothing is written. */
export async function mayPublishTerms(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  terms: Terms,
): Promise<Published> {
  return decidePublication(await selectVersions(database), terms, localDayOf(clock.now()))
}

/** Publishes the next version. What was published stays as it is for good. */
export async function publishTerms(
  tenant: Pick<Tenant, 'database' | 'clock'>,
  terms: Terms,
): Promise<Published> {
  const decided = await mayPublishTerms(tenant, terms)
  if (!decided.ok) return decided
  const published = { ...terms, publishedAt: tenant.clock.now() }
  // Two who publish at once write the same number; one of them is told.
  return (await insertTerms(tenant.database, published)) ? { ok: true } : refuse('terms-published-already')
}
