import { join } from 'node:path'
import { Readable } from 'node:stream'
import pg from 'pg'
import { writeSealed } from '../backup/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Row } from './fields.ts'
import { columnOf, lineSchemaOf, type Kind } from './kind.ts'
import { fileOf, kinds } from './kinds.ts'
import type { Manifest } from './manifest.ts'
import type { Seals } from './seals.ts'

export const quoted = (name: string) => pg.escapeIdentifier(name)

/** Of one fetch, as lines: a row may be a few bytes or all that a watch says in a day. */
const bytesAtOnce = 2 * 1024 * 1024
const rowsAtMost = 1_000

/**
 * Numbers every position on the change cursor by its order, for the positions themselves are ids of transactions of one
 * cluster (ADR 0004). The table must be there before a snapshot begins that only reads.
 */
export async function createPositions(client: Queryable): Promise<void> {
  await client.query('create temp table positions (at xid8 primary key, number bigint not null)')
}

export async function numberPositions(client: Queryable): Promise<void> {
  const used = kinds.flatMap(({ table, fields }) =>
    Object.entries(fields)
      .filter(([, { type }]) => type.columnTypes.includes('xid8'))
      .map(([name, field]) => `select ${quoted(columnOf(name, field))} as at from ${table}`),
  )
  await client.query(`
    insert into pg_temp.positions
    select at, row_number() over (order by at) from (${used.join(' union ')}) as used
     where at is not null and at <> '0'`)
}

/** One file: the rows of the table in the order of its key, opened, one JSON object a line. In memory that does not grow. */
export async function writeKind(
  client: Queryable,
  kind: Kind,
  seals: Seals,
  {
    folder,
    recipients,
    wanted,
  }: { folder: string; recipients: readonly string[]; wanted: (row: Row) => boolean },
): Promise<Manifest['files'][number]> {
  const file = fileOf(kind)
  const counted = { lines: 0 }
  const lines = linesOf(client, kind, seals, wanted, counted)
  const written = await writeSealed(
    Readable.from(lines, { objectMode: false }),
    join(folder, file),
    recipients,
  )
  return { name: kind.name, file, lines: counted.lines, ...written }
}

async function* linesOf(
  client: Queryable,
  kind: Kind,
  seals: Seals,
  wanted: (row: Row) => boolean,
  counted: { lines: number },
): AsyncGenerator<Buffer> {
  const schema = lineSchemaOf(kind)
  await client.query(`declare exported no scroll cursor for ${selectOf(kind)}`)
  for (let count = 8; ;) {
    const { rows } = await client.query<Record<string, unknown>>(
      `fetch forward ${String(count)} from exported`,
    )
    if (rows.length === 0) break
    const opened = await seals.open(rows.filter(wanted))
    const text = opened.map((row) => `${JSON.stringify(schema.parse(row))}\n`).join('')
    counted.lines += opened.length
    if (text !== '') yield Buffer.from(text)
    const bytesEach = Math.max(1, text.length / rows.length)
    count = Math.max(1, Math.min(rowsAtMost, Math.floor(bytesAtOnce / bytesEach)))
  }
  await client.query('close exported')
}

function selectOf({ table, fields, key, store }: Kind): string {
  const columns = Object.entries(fields).map(
    ([name, field]) => `${field.type.select(quoted(columnOf(name, field)))} as ${quoted(name)}`,
  )
  if (store === 'keystore') columns.push('city_key_id as "cityKeyId"')
  // By bytes, not by the rules of a language, which differ from one machine to the next.
  const order = key.map((name) => {
    const field = fields[name]
    if (!field) throw new Error(`${table} has no ${name}`)
    const column = quoted(columnOf(name, field))
    return field.type.columnTypes.includes('text') ? `${column} collate "C"` : column
  })
  return `select ${columns.join(', ')} from ${table} order by ${order.join(', ')}`
}
