import type { Tenant } from '../platform/tenant.ts'
import { selectSearches, type Search } from './store.ts'

/** What staff have searched for at the counter, and whom they took in; the newest first. */
export function searchesAtCounter({ database }: Pick<Tenant, 'database'>): Promise<Search[]> {
  return selectSearches(database, 200)
}
