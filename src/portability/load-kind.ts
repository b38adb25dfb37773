import { join } from 'node:path'
import type { z } from 'zod'
import { readSealed } from '../backup/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import type { CheckedExport } from './check-export.ts'
import type { Row } from './fields.ts'
import { columnOf, lineSchemaOf, type Kind } from './kind.ts'
import { fileOf } from './kinds.ts'
import { problems } from './problems.ts'
import { inBatches, type Batch } from './read-lines.ts'
import type { Seals } from './seals.ts'
import { quoted } from './write-kind.ts'

const atOnce = { lines: 500, bytes: 2 * 1024 * 1024 }

/**
 * Fills one table from its file, sealed again for this installation, in the caller's transaction.
 * @throws StartProblem for a line that is not as the format wants it, or another number of lines than the manifest says
 */
export async function loadKind(
  client: Queryable,
  kind: Kind,
  { folder, manifest }: CheckedExport,
  { seals, identities }: { seals: Seals; identities: readonly string[] },
): Promise<void> {
  const file = fileOf(kind)
  const said = manifest.files.find((one) => one.file === file)?.lines ?? 0
  const schema = lineSchemaOf(kind)
  const insert = insertOf(kind)
  let lines = 0
  const into = inBatches(async (batch) => {
    const rows = await seals.seal(parsedRows(batch, schema, file))
    await client.query(insert, [JSON.stringify(rows.map((row) => toColumns(kind, row)))])
    lines += rows.length
  }, atOnce)
  await readSealed(join(folder, file), identities, into).catch((fault: unknown) => {
    // The words of age-encryption; everything else about the bytes was held against the manifest before.
    if (fault instanceof Error && fault.message.startsWith('no identity matched'))
      throw new StartProblem(problems.identityDoesNotOpen(folder))
    throw fault
  })
  if (lines !== said) throw new StartProblem(problems.otherLines(file, lines, said))
}

function parsedRows({ from, lines }: Batch, schema: z.ZodType<Row>, file: string): Row[] {
  return lines.map((line, at) => {
    const parsed = schema.safeParse(jsonOf(line))
    if (parsed.success) return parsed.data
    // Its name alone: what stands there is somebody's.
    const [issue] = parsed.error.issues
    const named = issue?.code === 'unrecognized_keys' ? issue.keys : issue?.path.map(String)
    throw new StartProblem(problems.wrongLine(file, from + at, named?.join('.') || 'JSON'))
  })
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function toColumns({ fields, store }: Kind, row: Row): Row {
  const columns = Object.entries(fields).map(([name, field]) => {
    const value = row[name]
    return [columnOf(name, field), value === null ? null : field.type.toColumn(value)] as const
  })
  return {
    ...Object.fromEntries(columns),
    ...(store === 'keystore' ? { city_key_id: row['cityKeyId'] } : {}),
  }
}

function insertOf({ table, fields, store }: Kind): string {
  const columns = Object.entries(fields).map(([name, field]) => {
    const [type = 'text'] = field.type.columnTypes
    return { name: quoted(columnOf(name, field)), type }
  })
  if (store === 'keystore') columns.push({ name: 'city_key_id', type: 'text' })
  const names = columns.map(({ name }) => name).join(', ')
  const typed = columns.map(({ name, type }) => `${name} ${type}`).join(', ')
  return `insert into ${table} (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as line (${typed})`
}
