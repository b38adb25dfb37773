import { dropBeside, provisionTenant, swapIn, type TenantDatabases } from '../platform/database/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { firstResidents } from '../residents/index.ts'
import { faultsOf } from './faults.ts'
import { problems } from './problems.ts'
import { asideLabel } from './replaced.ts'
import { restoreBeside, withPool, type Restored, type RestoreOptions } from './restore-beside.ts'
import { tablesOf } from './tables.ts'

const label = 'restoring'

export interface RestoredCity extends Restored {
  /** What the databases that were there are called now. */
  aside: string[]
}

/**
 * Puts a backup in the place of a city. Until the last step nothing of the city is touched, so a restore that fails or
 * is killed is simply begun again; what was there is kept under another name.
 *
 * No process may be at work meanwhile, and none that was can go on: its row in platform.processes is not in a backup,
 * and a process whose row is gone holds no lease and ends (platform/process-lease.ts).
 * @throws StartProblem with the remedy
 */
export async function restoreCity(
  options: RestoreOptions,
  { replace }: { replace: boolean },
): Promise<RestoredCity> {
  const { provision } = options
  const running = await provisionTenant(provision)
  await refuseInhabited(running, provision.tenant, replace)
  try {
    const restored = await restoreBeside(options, label)
    const faults = faultsOf(restored)
    if (faults.length > 0) throw new StartProblem(problems.logWrong(faults))
    // Loading may have taken hours.
    await refuseInhabited(running, provision.tenant, replace)
    const aside = await swapIn(provision, label, asideLabel(options.now()))
    return { ...restored, aside }
  } finally {
    // After the swap there is nothing under that label.
    await dropBeside(provision, label)
  }
}

async function refuseInhabited(databases: TenantDatabases, tenant: string, replace: boolean): Promise<void> {
  await withPool(databases.data.migrate, async (database) => {
    const tables = await tablesOf(database)
    if (!tables.some(({ name }) => name === 'residents.residents')) return
    const living = await database.query('select from platform.door_live_processes')
    if (living.rowCount !== 0) throw new StartProblem(problems.stillRunning(tenant))
    const [resident] = await firstResidents({ database }, 1)
    if (resident && !replace) throw new StartProblem(problems.hasResidents(tenant))
  })
}
