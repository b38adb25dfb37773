import { addDays } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { reportDays } from './rules.ts'
import {
  deleteLoadsEndedBefore,
  selectLoad,
  selectRefused,
  type Load,
  type LoadId,
  type RefusedLine,
} from './store.ts'

type City = Pick<Tenant, 'database' | 'clock'>

/** Of this program: somebody else's is the same as none. */
export async function findLoad(city: City, programId: string, loadId: LoadId): Promise<Load | undefined> {
  const load = await selectLoad(city.database, loadId)
  return load?.programId === programId ? load : undefined
}

/** Lines that were left out, why, and in which column that is; never what stood in them. */
export function refusedLines(
  { database }: City,
  { loadId }: Load,
  page: { after: number; limit: number },
): Promise<RefusedLine[]> {
  return selectRefused(database, loadId, page)
}

/** Reports that nobody needs any more. */
export function forgetLoads({ database, clock }: City): Promise<void> {
  return deleteLoadsEndedBefore(database, addDays(clock.now(), -reportDays))
}
