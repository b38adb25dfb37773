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

/** Creates the tenant's databases and logins where they are missing, and returns their addresses. Idempotent. */
export async function provisionTenant(options: ProvisionOptions): Promise<TenantDatabases> {
  const { dataAdmin, keystoreAdmin, tenant } = options
  const data = await provisionDatabase(options, dataAdmin, `azukari_${tenant}`, ['migrate', 'personal'])
  const keys = await provisionDatabase(options, keystoreAdmin, `azukari_${tenant}_keys`, [
    'migrate',
    'keystore',
  ])
  return {
    data: { migrate: data('migrate'), personal: data('personal') },
    keystore: { migrate: keys('migrate'), keystore: keys('keystore') },
  }
}

async function provisionDatabase(options: ProvisionOptions, admin: string, name: string, services: string[]) {
  const login = (service: string) => `azukari_${options.tenant}_${service}`
  const password = (service: string) =>
    createHmac('sha256', options.secret).update(`${name}/${service}`).digest('hex')

  const pool = openPool({ url: withDatabase(admin, 'postgres'), name: 'azukari-provision', max: 1 })
  try {
    for (const service of services) {
      await createRole(pool, `azukari_${service}`, 'nologin')
      await createRole(pool, login(service), 'login')
      await pool.query(`alter role ${login(service)} password '${password(service)}'`)
      await pool.query(`grant azukari_${service} to ${login(service)}`)
    }
    await createDatabase(pool, name, login('migrate'))
    await pool.query(`revoke all on database ${name} from public`)
    for (const service of services) await pool.query(`grant connect on database ${name} to ${login(service)}`)
  } finally {
    await pool.end()
  }
  return (service: string) => {
    const url = new URL(withDatabase(admin, name))
    url.username = login(service)
    url.password = password(service)
    return url.href
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
