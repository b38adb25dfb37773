import { createHmac } from 'node:crypto'
import { openPool, type Queryable } from './pool.ts'

/** Where one tenant's data and keys live, one address per service; each is a login that can do only its own work. */
export interface TenantDatabases {
  data: { migrate: string; personal: string; jobs: string; sequencer: string }
  keystore: { migrate: string; keystore: string }
}

export interface ProvisionOptions {
  /** A login of the data cluster that may create roles and databases. */
  dataAdmin: string
  /** The same for the key store: another cluster, so that keys are never in the data's dump or WAL. */
  keystoreAdmin: string
  tenant: string
  /** Secret from which the services' database passwords are derived. */
  secret: string
}

/** The tenant's databases and the logins each service has there. */
const places = {
  data: {
    database: (tenant: string) => `azukari_${tenant}`,
    services: ['migrate', 'personal', 'jobs', 'sequencer'],
  },
  keystore: { database: (tenant: string) => `azukari_${tenant}_keys`, services: ['migrate', 'keystore'] },
} as const

export type Place = keyof typeof places

/** What a tenant's database is called in this place. */
export function databaseName(place: Place, tenant: string): string {
  return places[place].database(tenant)
}

/** The login that owns the tenant's database, and every one that may enter it. */
export function loginsOf(place: Place, tenant: string): { owner: string; all: string[] } {
  const all = places[place].services.map((service) => loginOf(tenant, service))
  return { owner: loginOf(tenant, 'migrate'), all }
}

/** The addresses of a tenant's databases, one per service. Asks nobody: names and passwords are derived. */
export function databasesOf(options: ProvisionOptions): TenantDatabases {
  const data = (service: string) => addressOf(options, 'data', service)
  const keys = (service: string) => addressOf(options, 'keystore', service)
  return {
    data: {
      migrate: data('migrate'),
      personal: data('personal'),
      jobs: data('jobs'),
      sequencer: data('sequencer'),
    },
    keystore: { migrate: keys('migrate'), keystore: keys('keystore') },
  }
}

// Becomes part of statements; and the data of `a_keys` would be called like the keys of `a`.
const tenantName = /^(?!.*_keys$)[a-z0-9_]{1,20}$/

/**
 * Creates the tenant's databases and logins where they are missing, and returns their addresses. Idempotent, and safe
 * when several processes start at once.
 */
export async function provisionTenant(options: ProvisionOptions): Promise<TenantDatabases> {
  if (!tenantName.test(options.tenant)) throw new Error(`no tenant can be named ${options.tenant}`)
  await provisionDatabase(options, 'data')
  await provisionDatabase(options, 'keystore')
  return databasesOf(options)
}

function addressOf(options: ProvisionOptions, place: Place, service: string): string {
  const database = places[place].database(options.tenant)
  const url = new URL(withDatabase(place === 'data' ? options.dataAdmin : options.keystoreAdmin, database))
  url.username = loginOf(options.tenant, service)
  url.password = passwordOf(options.secret, database, service)
  return url.href
}

function loginOf(tenant: string, service: string): string {
  return `azukari_${tenant}_${service}`
}

function passwordOf(secret: string, database: string, service: string): string {
  return createHmac('sha256', secret).update(`${database}/${service}`).digest('hex')
}

async function provisionDatabase(options: ProvisionOptions, place: Place): Promise<void> {
  const { tenant, secret } = options
  const { services } = places[place]
  const database = places[place].database(tenant)
  const admin = place === 'data' ? options.dataAdmin : options.keystoreAdmin
  await oneAtATime(withDatabase(admin, 'postgres'), async (client) => {
    for (const service of services) {
      const login = loginOf(tenant, service)
      await createRole(client, `azukari_${service}`, 'nologin')
      await createRole(client, login, 'login')
      await client.query(`alter role ${login} password '${passwordOf(secret, database, service)}'`)
      await client.query(`grant azukari_${service} to ${login}`)
    }
    await createDatabase(client, database, loginOf(tenant, 'migrate'))
    await client.query(`revoke all on database ${database} from public`)
    for (const service of services)
      await client.query(`grant connect on database ${database} to ${loginOf(tenant, service)}`)
  })
}

const advisoryLock = 0x70726f76 // 'prov'

/** PostgreSQL does not queue changes of roles: two at once end in "tuple concurrently updated". */
async function oneAtATime(url: string, work: (client: Queryable) => Promise<void>): Promise<void> {
  const pool = openPool({ url, name: 'azukari-provision', max: 1 })
  try {
    // The lock belongs to the pool's only connection and ends with it.
    await pool.query('select pg_advisory_lock($1)', [advisoryLock])
    await work(pool)
  } finally {
    await pool.end()
  }
}

async function createRole(client: Queryable, role: string, kind: 'login' | 'nologin'): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${role} ${kind}`)
}

async function createDatabase(client: Queryable, name: string, owner: string): Promise<void> {
  await client.query(`grant ${owner} to current_user`)
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await client.query(`create database ${name} owner ${owner}`)
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
