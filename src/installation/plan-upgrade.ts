import type { Config } from '../platform/config/index.ts'
import {
  databaseName,
  openPool,
  pendingMigrations,
  withDatabase,
  type Pending,
} from '../platform/database/index.ts'
import { firstResidents } from '../residents/index.ts'
import type { DatabaseAddresses } from './open-tenants.ts'
import { migrationsOf } from './prepare-installation.ts'

export interface PlannedUpgrade {
  tenant: string
  /** What this program would change, in order. `data/000016_upgrade.sql`. */
  changes: Pending[]
  /** Whether anybody would be harmed. */
  hasResidents: boolean
}

/** What an upgrade of each city would do. Changes nothing. */
export async function planUpgrade(config: Config, admin: DatabaseAddresses): Promise<PlannedUpgrade[]> {
  return Promise.all(
    config.tenants.map(async ({ id }) => {
      const changes: Pending[] = []
      for (const store of ['data', 'keystore'] as const) {
        const pending = await pendingMigrations(addressOf(admin, store, id), migrationsOf(store))
        changes.push(...pending.map(({ name, breaking }) => ({ name: `${store}/${name}`, breaking })))
      }
      return { tenant: id, changes, hasResidents: await hasResidents(addressOf(admin, 'data', id)) }
    }),
  )
}

function addressOf(admin: DatabaseAddresses, store: 'data' | 'keystore', tenant: string): string {
  return withDatabase(admin[store], databaseName(store, tenant))
}

/** No database, or no such table: a city that is not there yet. */
const notThere = ['3D000', '3F000', '42P01']

async function hasResidents(url: string): Promise<boolean> {
  const database = openPool({ url, name: 'azukari-upgrade', max: 1 })
  try {
    return (await firstResidents({ database }, 1)).length > 0
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && notThere.includes(String(fault.code))) return false
    throw fault
  } finally {
    await database.end()
  }
}
