import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestTenant } from '../../test/support/tenant.ts'
import { prepareJobs } from '../platform/jobs/index.ts'
import { openPool } from '../platform/database/index.ts'
import { columnOf } from './kind.ts'
import { kinds } from './kinds.ts'
import { notExported, notExportedColumns } from './not-exported.ts'

interface Column {
  table: string
  name: string
  type: string
  nullable: boolean
  /** Its place in the primary key. */
  place: number | null
}

const columns: Record<'data' | 'keystore', Column[]> = { data: [], keystore: [] }
let close = () => Promise.resolve()

beforeAll(async () => {
  const tenant = await createTestTenant()
  close = () => tenant.close()
  await prepareJobs(tenant.databases.data.migrate)
  for (const store of ['data', 'keystore'] as const) {
    const owner = openPool({ url: tenant.databases[store].migrate, name: 'test-owner', max: 1 })
    const { rows } = await owner.query<Column>(`
      select format('%s.%s', nspname, relname) as table, attname as name, format_type(atttypid, null) as type,
             not attnotnull as nullable,
             (select array_position(conkey, attnum) from pg_constraint
               where conrelid = class.oid and contype = 'p') as place
        from pg_attribute
        join pg_class class on class.oid = attrelid
        join pg_namespace on pg_namespace.oid = relnamespace
       where relkind = 'r' and attnum > 0 and not attisdropped and attgenerated = ''
         and nspname !~ '^pg_' and nspname <> 'information_schema'
       order by 1, attnum`)
    columns[store].push(...rows)
    await owner.end()
  }
})
afterAll(() => close())

const isLeftOut = (table: string) =>
  Object.hasOwn(notExported, table) || Object.hasOwn(notExported, `${table.split('.')[0] ?? ''}.*`)

describe('What a city holds', () => {
  it('is exported, or says why not: every table, and none twice', () => {
    const all = [...columns.data, ...columns.keystore]
    const tables = [...new Set(all.map(({ table }) => table))]
    expect(tables.length).toBeGreaterThan(35)
    const said = tables.map((table) => {
      const times = kinds.filter((kind) => kind.table === table).length
      return [table, isLeftOut(table) ? times + 1 : times]
    })
    expect(
      said,
      '→ src/portability: a table is a kind (kinds-of-*.ts, and a new format version), or stands in not-exported.ts',
    ).toEqual(tables.map((table) => [table, 1]))
    const named = [...kinds.map(({ table }) => table), ...Object.keys(notExported)].filter(
      (table) => !table.endsWith('.*'),
    )
    expect(
      named.filter((table) => !tables.includes(table)),
      'these are no tables',
    ).toEqual([])
  })

  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s: every column under a name of its own',
    (_, kind) => {
      const found = columns[kind.store].filter(
        ({ table, name }) => table === kind.table && !Object.hasOwn(notExportedColumns, `${table}.${name}`),
      )
      const declared = Object.entries(kind.fields).map(([name, field]) => {
        const column = found.find((one) => one.name === columnOf(name, field))
        return {
          table: kind.table,
          name: columnOf(name, field),
          type:
            column && field.type.columnTypes.includes(column.type)
              ? column.type
              : field.type.columnTypes.join(),
          nullable: field.nullable,
          place: kind.key.includes(name) ? kind.key.indexOf(name) + 1 : null,
        }
      })
      expect(declared.sort(byName), '→ src/portability/kinds-of-*.ts').toEqual(found.sort(byName))
    },
  )

  it('has names of its own: no two files, no two fields', () => {
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length)
    for (const { name } of kinds) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('says of all bytes whether they are sealed', () => {
    const sealed = kinds.flatMap(({ name, fields }) =>
      Object.entries(fields).flatMap(([field, { sealed: form, column }]) =>
        form || column === 'wrapped' ? [`${name}.${field}`] : [],
      ),
    )
    // Bytes that are not here stand in an export as they lie in the table: hashes, commitments, public keys.
    expect(sealed).toEqual([
      'residents.identity',
      'deposits.summary',
      'envelopes.body',
      'staged-envelopes.body',
      'erasures.keptIdentity',
      'shares.note',
      'share-openings.said',
      'passkey-names.name',
      'passkey-names.credentialId',
      'resident-keys.key',
      'secrets.secret',
    ])
  })
})

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name)
