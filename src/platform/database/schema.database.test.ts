import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResident } from '../../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from './index.ts'

/** Written once, read ever after: no service may change or remove a row. */
const ledgers = [
  'consent.acts',
  'consent.events',
  'consent.receipt_directory',
  'exchange.closings',
  'exchange.deliveries',
  'exchange.provisions',
  'exchange.pseudonym_directory',
  'exchange.pseudonyms',
  'exchange.refusals',
  'exchange.sendings',
  'proof.pending_leaves',
  'review.use_items',
]

/** What may change, and why that is no ledger. */
const changing: Record<string, string> = {
  'catalog.items': 'filled by the migrating login; services read it',
  'consent.grants': 'the present state; its history is consent.events',
  'exchange.refusal_counts': 'a count per day',
  'identity.clients': 'a company may end a program',
  'identity.oidc_documents': 'what the OpenID provider remembers for minutes',
  'identity.sessions': 'a session ends',
  'platform.demo_clock': 'the demo only',
  'platform.job_tasks': 'written by the migrating login; the queue knows them',
  'platform.migrations': 'written by the migrating login alone',
  'platform.processes': 'leases',
  'residents.preferences': 'how a resident wants the pages',
  'residents.residents': 'names will change, and erasure will remove',
  'review.use_versions': 'its standing alone may change',
  'review.uses': 'points at the current version',
  'vault.days': 'where a day stands on the change cursors',
  'vault.envelopes': 'never changed; removed with its import',
  'vault.imports': 'goes from reading to preview to live',
  'vault.staged_envelopes': 'between preview and confirmation',
  'vendors.vendors': 'standing and contract of a company change',
}

/** Small, without personal data, and on every node of a cluster. */
const referenceTables = [
  'catalog.items',
  'identity.clients',
  'review.use_items',
  'review.use_versions',
  'review.uses',
  'vendors.vendors',
]

/** Tables with a resident that are found by another key, hence spread by that key. */
const directories: Record<string, string> = {
  'consent.receipt_directory': 'found by the hash of the receipt number',
  'exchange.pseudonym_directory': 'found by the hash of the pseudonym',
  'identity.sessions': 'found by the hash of the session',
}

/** Foreign keys that a cluster cannot hold; there the constraint is left out. */
const singleNodeOnly: Record<string, string> = {
  'exchange.provisions -> exchange.deliveries': 'the gate writes both in one transaction',
}

let tenant: TestTenant
let owner: Pool
let service: Pool

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  service = tenant.database
})
afterAll(async () => {
  await owner.end()
  await tenant.close()
})

const ours = `namespace.nspname not like 'pg\\_%' and namespace.nspname not in ('information_schema', 'graphile_worker')`

async function allTables(): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select namespace.nspname || '.' || relname as name
       from pg_class join pg_namespace namespace on namespace.oid = relnamespace
      where relkind in ('r', 'p') and not relispartition and ${ours} order by 1`,
  )
  return rows.map(({ name }) => name)
}

describe('Every table', () => {
  test('is a ledger or said to be none', async () => {
    const said = [...ledgers, ...Object.keys(changing)]
    const tables = await allTables()
    expect(
      tables.filter((table) => !said.includes(table)),
      '→ add each to ledgers above, or to changing with the reason why it is none',
    ).toEqual([])
    expect(
      said.filter((table) => !tables.includes(table)),
      '→ these are no tables any more: take them out above',
    ).toEqual([])
  })

  test('has a primary key', async () => {
    const { rows } = await owner.query(
      `select namespace.nspname || '.' || relname as name
         from pg_class join pg_namespace namespace on namespace.oid = relnamespace
        where relkind = 'r' and ${ours}
          and not exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'p')`,
    )
    expect(rows, '→ db/migrations: give each of these a primary key').toEqual([])
  })

  test('has no trigger: what happens stands in the code', async () => {
    const { rows } = await owner.query('select tgname from pg_trigger where not tgisinternal')
    expect(rows, '→ do it in the use case, where it can be read').toEqual([])
  })

  test('belongs to the migrating login; nothing is granted to everybody', async () => {
    const { rows } = await owner.query(
      `select relname from pg_class join pg_namespace namespace on namespace.oid = relnamespace
        where ${ours} and (pg_get_userbyid(relowner) <> current_user
           or exists (select from aclexplode(relacl) as granted where granted.grantee = 0))`,
    )
    expect(rows, '→ db/migrations: grant to a service by name, never to public').toEqual([])
  })
})

describe('A ledger', () => {
  test.each(ledgers)('%s takes rows and never gives one back', async (table) => {
    const { rows } = await service.query<Record<string, boolean>>(
      `select has_table_privilege($1, 'insert') as insert, has_table_privilege($1, 'select') as select,
              has_any_column_privilege($1, 'update') as update, has_table_privilege($1, 'delete') as delete,
              has_table_privilege($1, 'truncate') as truncate, has_table_privilege($1, 'trigger') as trigger`,
      [table],
    )
    expect(rows, '→ db/migrations: grant select and insert, and nothing else, to the service').toEqual([
      { insert: true, select: true, update: false, delete: false, truncate: false, trigger: false },
    ])
    const { rows: columns } = await owner.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0`,
      [table],
    )
    for (const { name } of columns)
      await expect(service.query(`update ${table} set ${name} = ${name}`)).rejects.toMatchObject({
        code: '42501',
      })
    for (const sql of [
      `delete from ${table}`,
      `truncate ${table}`,
      `drop table ${table}`,
      `alter table ${table} disable trigger all`,
    ])
      await expect(service.query(sql), sql).rejects.toMatchObject({ code: '42501' })
  })

  test('an envelope is never changed, and the terms of a use neither', async () => {
    await expect(service.query('update vault.envelopes set count = count')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(service.query('update review.use_versions set terms = terms')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(service.query('delete from review.use_versions')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('Row security on the envelopes', () => {
  const rowsAs = async (setting: [string, string] | undefined) => {
    const client = await service.connect()
    try {
      await client.query('begin')
      if (setting) await client.query('select set_config($1, $2, true)', setting)
      const direct = await client.query('select from vault.envelopes')
      const view = await client.query('select from vault.door_envelopes')
      const removed = await client.query('delete from vault.envelopes')
      return [direct.rowCount, view.rowCount, removed.rowCount]
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test('shows and gives up a row only to who names its resident; the gate reads', async () => {
    const [mine, other] = [await aResident(tenant), await aResident(tenant)]
    await owner.query(
      `insert into vault.imports (resident_id, import_id, state, bytes_total, created_at, expires_at)
       values ($1, $1, 'live', 1, now(), now())`,
      [mine],
    )
    await owner.query(
      `insert into vault.envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
       values ($1, $1, $1, 'activity.steps', 'watch', '2026-11-01', 1, '')`,
      [mine],
    )
    expect(await rowsAs(['azukari.resident_id', mine])).toEqual([1, 1, 1])
    expect(await rowsAs(['azukari.resident_id', other])).toEqual([0, 0, 0])
    expect(await rowsAs(['azukari.resident_id', ''])).toEqual([0, 0, 0])
    expect(await rowsAs(undefined)).toEqual([0, 0, 0])
    expect(await rowsAs(['azukari.reader', 'exchange'])).toEqual([1, 1, 0])
    expect(await rowsAs(['azukari.reader', 'statistics'])).toEqual([0, 0, 0])
  })

  test('lets nobody write an envelope for somebody else', async () => {
    const [mine, other] = [await aResident(tenant), await aResident(tenant)]
    const client = await service.connect()
    await client.query('begin')
    await client.query(`select set_config('azukari.resident_id', $1, true)`, [mine])
    await expect(
      client.query(
        `insert into vault.envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
         values ($1, $1, $1, 'activity.steps', 'watch', '2026-11-01', 1, '')`,
        [other],
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await client.query('rollback')
    client.release()
  })

  test('is on every table with sealed bodies', async () => {
    const { rows } = await owner.query<{ name: string; secured: boolean }>(
      `select attrelid::regclass::text as name, relrowsecurity as secured
         from pg_attribute join pg_class on pg_class.oid = attrelid
         join pg_namespace namespace on namespace.oid = relnamespace
        where attname = 'body' and relkind = 'r' and ${ours} order by name`,
    )
    const remedy = '→ db/migrations: enable row level security where a body is sealed, and name it here'
    expect(rows, remedy).toEqual([
      { name: 'vault.envelopes', secured: true },
      { name: 'vault.staged_envelopes', secured: true },
    ])
  })

  test('is by equality only: no query and no function that queries', async () => {
    const { rows } = await owner.query<{ qual: string }>(
      `select pg_get_expr(polqual, polrelid) as qual from pg_policy where pg_get_expr(polqual, polrelid) is not null`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { qual } of rows) {
      expect(qual, '→ compare a column with current_setting, and ask no table').not.toMatch(/select|from/i)
      expect(
        qual.match(/\b[a-z_]+(?=\()/gi)?.filter((name) => !['NULLIF', 'current_setting'].includes(name)) ??
          [],
      ).toEqual([])
    }
  })
})

describe('On a cluster, where each resident lives on one node', () => {
  const withResident = `exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'resident_id' and not attisdropped)`

  test('every primary and unique key of a resident’s table holds the resident', async () => {
    const { rows } = await owner.query<{ name: string; index: string; columns: string[] }>(
      `select namespace.nspname || '.' || relname as name, indexrelid::regclass::text as index,
              array(select attname::text from pg_attribute
                     where attrelid = pg_class.oid and attnum = any(indkey::smallint[])) as columns
         from pg_class join pg_namespace namespace on namespace.oid = relnamespace
         join pg_index on indrelid = pg_class.oid
        where (indisunique or indisexclusion) and ${ours} and ${withResident}`,
    )
    const without = rows.filter((row) => !row.columns.includes('resident_id')).map((row) => row.name)
    expect(rows.length).toBeGreaterThan(10)
    expect(
      [...new Set(without)].sort(),
      '→ put resident_id first in the key, or name the table in directories above with its reason',
    ).toEqual(Object.keys(directories).sort())
  })

  test('a foreign key stays with the resident or points at a reference table', async () => {
    const { rows } = await owner.query<{
      name: string
      target: string
      columns: string[]
      targets: string[]
    }>(
      `select conrelid::regclass::text as name, confrelid::regclass::text as target,
              array(select attname::text from unnest(conkey) with ordinality as at (number, place)
                      join pg_attribute on attrelid = conrelid and attnum = number order by place) as columns,
              array(select attname::text from unnest(confkey) with ordinality as at (number, place)
                      join pg_attribute on attrelid = confrelid and attnum = number order by place) as targets
         from pg_constraint join pg_class on pg_class.oid = conrelid
         join pg_namespace namespace on namespace.oid = relnamespace
        where contype = 'f' and ${ours}`,
    )
    const within = (row: (typeof rows)[number]) => {
      const place = row.columns.indexOf('resident_id')
      return place >= 0 && row.targets[place] === 'resident_id'
    }
    const across = rows.filter((row) => !referenceTables.includes(row.target) && !within(row))
    expect(rows.length).toBeGreaterThan(15)
    expect(
      across.map((row) => `${row.name} -> ${row.target}`).sort(),
      '→ put resident_id into the foreign key, or name it in singleNodeOnly above with its reason',
    ).toEqual(Object.keys(singleNodeOnly).sort())
  })
})
