import { openPool, type Pool, type Queryable } from './pool.ts'
import {
  databaseName,
  databasesOf,
  loginsOf,
  withDatabase,
  type Place,
  type ProvisionOptions,
  type TenantDatabases,
} from './provision.ts'

const places: readonly Place[] = ['data', 'keystore']

/** No tenant has a dot in its name, so a database beside is never taken for a tenant's own. */
function besideName(place: Place, tenant: string, label: string): string {
  return `${databaseName(place, tenant)}.${label}`
}

/**
 * Two empty databases for a tenant, beside its own, with the same owner and logins; what was there under that label is
 * thrown away. Nobody is served from them until `swapIn`. The tenant's logins must exist (`provisionTenant`).
 */
export async function createBeside(options: ProvisionOptions, label: string): Promise<TenantDatabases> {
  for (const place of places) {
    const { owner, all } = loginsOf(place, options.tenant)
    const name = besideName(place, options.tenant, label)
    await asAdmin(options, place, async (admin) => {
      await admin.query(`drop database if exists "${name}" with (force)`)
      await admin.query(`create database "${name}" owner ${owner}`)
      await admin.query(`revoke all on database "${name}" from public`)
      for (const login of all) await admin.query(`grant connect on database "${name}" to ${login}`)
    })
  }
  return addressesBeside(options, label)
}

export async function dropBeside(options: ProvisionOptions, label: string): Promise<void> {
  for (const place of places) {
    const name = besideName(place, options.tenant, label)
    await asAdmin(options, place, (admin) => admin.query(`drop database if exists "${name}" with (force)`))
  }
}

/** The labels of a tenant's databases beside its own, of those that begin so. Any login of the tenant may ask. */
export async function labelsBeside(
  database: Queryable,
  place: Place,
  { tenant, beginning }: { tenant: string; beginning: string },
): Promise<string[]> {
  const first = besideName(place, tenant, '')
  const { rows } = await database.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1) order by datname',
    [`${first}${beginning}`],
  )
  return rows.map(({ datname }) => datname.slice(first.length))
}

/**
 * Puts the databases of this label in the place of the tenant's own, which are kept under `aside`. Each cluster changes
 * in one transaction; between the two the restored data stands on the old keys, which is no harm: a restore that ends
 * there is begun anew.
 * @returns what the old databases are called now, data first
 */
export async function swapIn(options: ProvisionOptions, label: string, aside: string): Promise<string[]> {
  const kept: string[] = []
  for (const place of places) {
    const own = databaseName(place, options.tenant)
    const old = besideName(place, options.tenant, aside)
    const logins = loginsOf(place, options.tenant).all.join(', ')
    await asAdmin(options, place, async (admin) => {
      await emptyOut(admin, [own, besideName(place, options.tenant, label)], logins)
      // One statement string is one transaction.
      await admin.query(`
        alter database ${own} rename to "${old}";
        alter database "${besideName(place, options.tenant, label)}" rename to ${own};
        grant connect on database "${old}" to ${logins};
        grant connect on database ${own} to ${logins}`)
    })
    kept.push(old)
  }
  return kept
}

/**
 * A database cannot be renamed while somebody is in it, and a pool that is thrown out comes back at once; so nobody may
 * enter meanwhile. Should this be the end of it, `provisionTenant` lets them in again.
 */
async function emptyOut(admin: Pool, databases: readonly string[], logins: string): Promise<void> {
  for (const name of databases) await admin.query(`revoke connect on database "${name}" from ${logins}`)
  await admin.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = any($1)', [
    databases,
  ])
}

async function asAdmin(
  options: ProvisionOptions,
  place: Place,
  work: (admin: Pool) => Promise<unknown>,
): Promise<void> {
  const url = withDatabase(place === 'data' ? options.dataAdmin : options.keystoreAdmin, 'postgres')
  const admin = openPool({ url, name: 'azukari-restore', max: 1 })
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

function addressesBeside(options: ProvisionOptions, label: string): TenantDatabases {
  const { data, keystore } = databasesOf(options)
  const moved = (place: Place) => (url: string) => withDatabase(url, besideName(place, options.tenant, label))
  const inData = moved('data')
  const inKeys = moved('keystore')
  return {
    data: {
      migrate: inData(data.migrate),
      personal: inData(data.personal),
      jobs: inData(data.jobs),
      sequencer: inData(data.sequencer),
    },
    keystore: { migrate: inKeys(keystore.migrate), keystore: inKeys(keystore.keystore) },
  }
}
