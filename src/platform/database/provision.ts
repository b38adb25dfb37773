import { createHmac } from 'node:crypto'
import { openPool, type Pool } from './pool.ts'

/** Where one tenant's data and keys live, one address per service; each is a login that can do only its own work. */
export interface TenantDatabases {
  data: { migrate: string; personal: string }
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
  data: { database: (tenant: string) => `azukari_${tenant}`, services: ['migrate', 'personal'] },
  keystore: { database: (tenant: string) => `azukari_${tenant}_keys`, services: ['migrate', 'keystore'] },
} as const

/** The addresses of a tenant's databases, one per service. Asks nobody: names and passwords are derived. */
export function databasesOf(options: ProvisionOptions): TenantDatabases {
  const data = (service: string) => addressOf(options, 'data', service)
  const keys = (service: string) => addressOf(options, 'keystore', service)
  return {
    data: { migrate: data('migrate'), personal: data('personal') },
    keystore: { migrate: keys('migrate'), keystore: keys('keystore') },
  }
}

/** Creates the tenant's databases and logins where they are missing, and returns their addresses. Idempotent. */
export async function provisionTenant(options: ProvisionOptions): Promise<TenantDatabases> {
  await provisionDatabase(options, 'data')
  await provisionDatabase(options, 'keystore')
  return databasesOf(options)
}

function addressOf(options: ProvisionOptions, place: keyof typeof places, service: string): string {
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

async function provisionDatabase(options: ProvisionOptions, place: keyof typeof places): Promise<void> {
  const { tenant, secret } = options
  const { services } = places[place]
  const database = places[place].database(tenant)
  const admin = place === 'data' ? options.dataAdmin : options.keystoreAdmin
  const pool = openPool({ url: withDatabase(admin, 'postgres'), name: 'azukari-provision', max: 1 })
  try {
    for (const service of services) {
      const login = loginOf(tenant, service)
      await createRole(pool, `azukari_${service}`, 'nologin')
      await createRole(pool, login, 'login')
      await pool.query(`alter role ${login} password '${passwordOf(secret, database, service)}'`)
      await pool.query(`grant azukari_${service} to ${login}`)
    }
    await createDatabase(pool, database, loginOf(tenant, 'migrate'))
    await pool.query(`revoke all on database ${database} from public`)
    for (const service of services)
      await pool.query(`grant connect on database ${database} to ${loginOf(tenant, service)}`)
  } finally {
    await pool.end()
  }
}

// Two installations may start on one cluster at the same moment: "already there" is success.
const alreadyThere = new Set(['42710', '42P04', '23505'])

async function createRole(pool: Pool, role: string, kind: 'login' | 'nologin'): Promise<void> {
  await pool.query(`create role ${role} ${kind}`).catch(ignoreAlreadyThere)
}

async function createDatabase(pool: Pool, name: string, owner: string): Promise<void> {
  await pool.query(`grant ${owner} to current_user`)
  await pool.query(`create database ${name} owner ${owner}`).catch(ignoreAlreadyThere)
}

function ignoreAlreadyThere(error: { code?: string }): void {
  if (!alreadyThere.has(error.code ?? '')) throw error
}

export function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
