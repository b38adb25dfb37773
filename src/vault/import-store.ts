import { z } from 'zod'
import type { Id } from '../kernel/index.ts'
import { idSchema } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { asResident } from './as-resident.ts'
import { depositRefusals, type DepositRefusal } from './refusals.ts'

export type ImportId = Id<'import'>
export const importIdSchema = idSchema<ImportId>()

/** A reason that only a newer version knows is a fault, not a page without words. */
const isDepositRefusal = (because: unknown) =>
  typeof because === 'string' && Object.hasOwn(depositRefusals, because)

const importSchema = z
  .object({
    import_id: importIdSchema,
    state: z.enum(['reading', 'preview', 'live', 'undone', 'refused', 'discarded']),
    because: z.custom<DepositRefusal>(isDepositRefusal).nullable(),
    summary: z.instanceof(Buffer).nullable(),
    bytes_read: z.coerce.number(),
    bytes_total: z.coerce.number(),
    process_id: z.string().nullable(),
    created_at: z.date(),
    expires_at: z.date(),
    confirmed_at: z.date().nullable(),
    undone_at: z.date().nullable(),
    program_id: z.string().nullable(),
    link_hash: z.instanceof(Buffer).nullable(),
  })
  .transform((row) => ({
    importId: row.import_id,
    state: row.state,
    because: row.because,
    sealedSummary: row.summary,
    bytesRead: row.bytes_read,
    bytesTotal: row.bytes_total,
    processId: row.process_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    confirmedAt: row.confirmed_at,
    undoneAt: row.undone_at,
    /** The partner that brought it; null for what the resident sent. */
    programId: row.program_id,
    linkHash: row.link_hash,
  }))

export type ImportRow = z.infer<typeof importSchema>

const columns = `import_id, state, because, summary, bytes_read, bytes_total, process_id, created_at, expires_at,
  confirmed_at, undone_at, program_id, link_hash`

export async function insertImport(
  database: Queryable,
  row: {
    residentId: ResidentId
    importId: ImportId
    bytesTotal: number
    processId: string
    createdAt: Date
    expiresAt: Date
    programId: string | null
    linkHash: Buffer | null
  },
): Promise<void> {
  await database.query(
    `insert into vault.imports
       (resident_id, import_id, state, bytes_total, process_id, created_at, expires_at, program_id, link_hash)
     values ($1, $2, 'reading', $3, $4, $5, $6, $7, $8)`,
    [
      row.residentId,
      row.importId,
      row.bytesTotal,
      row.processId,
      row.createdAt,
      row.expiresAt,
      row.programId,
      row.linkHash,
    ],
  )
}

export async function selectImport(
  database: Queryable,
  residentId: ResidentId,
  importId: ImportId,
): Promise<ImportRow | undefined> {
  const { rows } = await database.query(
    `select ${columns} from vault.imports where resident_id = $1 and import_id = $2`,
    [residentId, importId],
  )
  return rows.map((row) => importSchema.parse(row))[0]
}

export async function selectImports(
  database: Queryable,
  residentId: ResidentId,
  limit: number,
): Promise<ImportRow[]> {
  const { rows } = await database.query(
    // However many files were refused since, what is live is there to be undone.
    `select ${columns}
       from (select * from vault.imports where resident_id = $1
              order by (state = 'live') desc, created_at desc, import_id limit $2) as newest
      order by created_at desc, import_id`,
    [residentId, limit],
  )
  return rows.map((row) => importSchema.parse(row))
}

export async function updateProgress(
  database: Queryable,
  residentId: ResidentId,
  importId: ImportId,
  bytesRead: number,
): Promise<void> {
  await database.query(
    `update vault.imports set bytes_read = $3 where resident_id = $1 and import_id = $2 and state = 'reading'`,
    [residentId, importId, bytesRead],
  )
}

/** Whatever has become of the import meanwhile. */
export async function updateTold(
  database: Queryable,
  residentId: ResidentId,
  importId: ImportId,
  told: Buffer,
): Promise<void> {
  await database.query('update vault.imports set told = $3 where resident_id = $1 and import_id = $2', [
    residentId,
    importId,
    told,
  ])
}

/** Sealed: what the partner that brought it is told. */
export async function selectTold(
  database: Queryable,
  residentId: ResidentId,
  importId: ImportId,
): Promise<Buffer | undefined> {
  const { rows } = await database.query<{ told: Buffer | null }>(
    'select told from vault.imports where resident_id = $1 and import_id = $2',
    [residentId, importId],
  )
  return rows[0]?.told ?? undefined
}

/** Moves an import out of `reading`: to `preview` with its summary. False when it was no longer reading. */
export async function finishReading(
  database: Queryable,
  residentId: ResidentId,
  importId: ImportId,
  summary: Buffer,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update vault.imports set state = 'preview', summary = $3, bytes_read = bytes_total
      where resident_id = $1 and import_id = $2 and state = 'reading'`,
    [residentId, importId, summary],
  )
  return rowCount === 1
}

/**
 * Ends an import that will not become live, and removes what was staged of it. `people`: sealed, all that is left.
 * False when it had become live or was ended already.
 */
export function endImport(
  tenant: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  importId: ImportId,
  end:
    | { state: 'refused'; because: DepositRefusal; people?: Buffer | undefined }
    | { state: 'discarded'; because: null; people?: undefined },
): Promise<boolean> {
  return asResident(tenant, residentId, async (client) => {
    const { rowCount } = await client.query(
      `update vault.imports set state = $3, because = $4, summary = $5
        where resident_id = $1 and import_id = $2 and state in ('reading', 'preview')`,
      [residentId, importId, end.state, end.because, end.people ?? null],
    )
    if (rowCount !== 1) return false
    // A statement of its own: the update may have waited for envelopes being staged, and this one sees them.
    await client.query('delete from vault.staged_envelopes where resident_id = $1 and import_id = $2', [
      residentId,
      importId,
    ])
    return true
  })
}

/** One import of a resident is confirmed or undone at a time: the days they share are counted right. */
export async function lockDeposits(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('vault/' || $1::text, 0))`, [residentId])
}

/**
 * Imports whose time to be confirmed has passed, or whose reading process is gone, like jobs that are taken over: at
 * most `limit`.
 */
export async function selectOverdue(
  database: Queryable,
  now: Date,
  limit: number,
): Promise<{ residentId: ResidentId; importId: ImportId; state: 'reading' | 'preview' }[]> {
  const { rows } = await database.query<{
    residentId: ResidentId
    importId: ImportId
    state: 'reading' | 'preview'
  }>(
    `select resident_id as "residentId", import_id as "importId", state
       from vault.imports
      where state in ('reading', 'preview') and expires_at <= $1
         or state = 'reading' and not exists (select from platform.door_job_holders alive
                                               where alive.process_id = imports.process_id)
      order by expires_at limit $2`,
    [now, limit],
  )
  return rows
}
