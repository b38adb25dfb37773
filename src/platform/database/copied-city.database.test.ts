import { randomBytes } from 'node:crypto'
import { expect, inject, it } from 'vitest'
import { copyCityTemplate } from '../../../test/support/city-template.ts'
import { migrate, openPool, provisionTenant, type TenantDatabases } from './index.ts'

const migrations = (store: 'data' | 'keystore') =>
  new URL(`../../../db/migrations/${store}/`, import.meta.url)

const options = () => ({
  dataAdmin: inject('postgresUrl'),
  keystoreAdmin: inject('keystoreUrl'),
  tenant: `t${randomBytes(5).toString('hex')}`,
  secret: randomBytes(16).toString('hex'),
})

/** All that belongs to somebody or lets somebody in: what it is, whose, and who may do what. */
const belongings = `
  select 'relation' as kind, oid::regclass::text as name, relowner::regrole::text as owner, relacl::text as acl from pg_class
   where relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
  union all select 'function', oid::regprocedure::text, proowner::regrole::text, proacl::text from pg_proc
   where pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
  union all select 'schema', nspname, nspowner::regrole::text, nspacl::text from pg_namespace where nspname !~ '^pg_'
  union all select 'type', oid::regtype::text, typowner::regrole::text, typacl::text from pg_type
   where typnamespace::regnamespace::text !~ '^(pg_|information_schema)'
  union all select 'database', 'this', datdba::regrole::text, datacl::text from pg_database where datname = current_database()
  union all select 'default', defaclobjtype::text, defaclrole::regrole::text, defaclacl::text from pg_default_acl
  union all select 'migration', name, sha256, null from platform.migrations
  order by 1, 2`

async function belongingsOf(databases: TenantDatabases, store: 'data' | 'keystore', tenant: string) {
  const owner = openPool({ url: databases[store].migrate, name: 'test-owner', max: 1 })
  const { rows } = await owner.query<Record<string, string | null>>(belongings).finally(() => owner.end())
  return JSON.parse(JSON.stringify(rows).replaceAll(tenant, 'city')) as unknown[]
}

it.each(['data', 'keystore'] as const)(
  'A city of a test has the %s that provisioning makes',
  async (store) => {
    const [made, copied] = [options(), options()]
    const databases = await provisionTenant(made)
    expect(await migrate(databases[store].migrate, migrations(store))).toMatchObject({ ok: true })
    const expected = await belongingsOf(databases, store, made.tenant)
    expect(expected.length).toBeGreaterThan(10)
    expect(await belongingsOf(await copyCityTemplate(copied), store, copied.tenant)).toEqual(expected)
  },
)
