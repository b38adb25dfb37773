import { publishItems } from '../../src/catalog/index.ts'
import {
  databaseName,
  migrate,
  openPool,
  provisionTenant,
  withDatabase,
  type Pool,
  type ProvisionOptions,
  type TenantDatabases,
} from '../../src/platform/database/index.ts'
import { loginsOf, type Place } from '../../src/platform/database/provision.ts'

/*
 * An empty city that is made once for all tests: databases, migrations, catalog. Each test's own city is a copy of it: 0.6 s
 * instead of 0.85 (src/platform/database/copied-city.database.test.ts holds that it is the same).
 */

const template = 'template'
const at: readonly Place[] = ['data', 'keystore']

const migrations = (store: Place) => new URL(`../../db/migrations/${store}/`, import.meta.url)

function adminOf(options: ProvisionOptions, place: Place): string {
  return place === 'data' ? options.dataAdmin : options.keystoreAdmin
}

/** What later copies are made of. Nobody stays connected to it: PostgreSQL copies no database that is in use. */
export async function createCityTemplate(
  admins: Pick<ProvisionOptions, 'dataAdmin' | 'keystoreAdmin'>,
): Promise<void> {
  const options = { ...admins, tenant: template, secret: template }
  const databases = await provisionTenant(options)
  for (const place of at) {
    const outcome = await migrate(databases[place].migrate, migrations(place))
    if (!outcome.ok) throw new Error(`${outcome.because}: ${outcome.migration}`)
  }
  await inDatabase(databases.data.migrate, publishItems)
  for (const place of at)
    // What `reassign owned` would give away with the first copy.
    await inDatabase(withDatabase(adminOf(options, place), 'postgres'), (admin) =>
      admin.query(`alter database ${databaseName(place, template)} owner to current_user`),
    )
}

/** A city as `provisionTenant` and all migrations make one. */
export async function copyCityTemplate(options: ProvisionOptions): Promise<TenantDatabases> {
  for (const place of at)
    await inDatabase(withDatabase(adminOf(options, place), 'postgres'), (admin) =>
      admin.query(
        `create database ${databaseName(place, options.tenant)} template ${databaseName(place, template)}`,
      ),
    )
  const databases = await provisionTenant(options)
  for (const place of at) {
    const name = databaseName(place, options.tenant)
    const [before, owner] = [loginsOf(place, template).owner, loginsOf(place, options.tenant).owner]
    await inDatabase(withDatabase(adminOf(options, place), name), (admin) =>
      admin.query(`reassign owned by ${before} to ${owner}; alter database ${name} owner to ${owner}`),
    )
  }
  return databases
}

async function inDatabase<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool({ url, name: 'test-template', max: 1 })
  return work(pool).finally(() => pool.end())
}
