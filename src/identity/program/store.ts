import { z } from 'zod'
import { itemCodes, type ItemCode } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { publicKeySetSchema, type PublicKeySet } from '../public-keys.ts'
import { staffIdSchema, type StaffId } from '../staff/staff.ts'
import { programScopes, type ProgramScope } from './rules.ts'

export const programActKinds = ['registered', 'scopes-changed', 'keys-changed', 'ended'] as const

/** One line of the ledger: who did what, and all that holds of the program from then on. */
export interface ProgramAct {
  programId: string
  number: number
  kind: (typeof programActKinds)[number]
  /** null: the machine room. */
  by: StaffId | null
  name: string
  scopes: readonly ProgramScope[]
  /** What a partner may bring. */
  items: readonly ItemCode[]
  jwks: PublicKeySet
  happenedAt: Date
}

/** A scope that this version does not know opens nothing. */
const scopesSchema = z
  .array(z.string())
  .transform((scopes) => programScopes.filter((scope) => scopes.includes(scope)))

/** An item that this version does not know is brought by nobody. */
export const itemsSchema = z
  .array(z.string())
  .transform((items): ItemCode[] => itemCodes.filter((item) => items.includes(item)))

const actSchema: z.ZodType<ProgramAct> = z.object({
  programId: z.string(),
  number: z.int(),
  kind: z.enum(programActKinds),
  by: staffIdSchema.nullable(),
  name: z.string(),
  scopes: scopesSchema,
  items: itemsSchema,
  jwks: publicKeySetSchema,
  happenedAt: z.date(),
})

const columns = `program_id as "programId", number, kind, by_staff as by, name, scopes, items, jwks,
   happened_at as "happenedAt"`

/** False where a line of this number is there: somebody was faster. */
export async function insertProgramAct(database: Queryable, act: ProgramAct): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into identity.program_acts (program_id, number, kind, by_staff, name, scopes, items, jwks, happened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict do nothing`,
    [
      act.programId,
      act.number,
      act.kind,
      act.by,
      act.name,
      JSON.stringify(act.scopes),
      JSON.stringify(act.items),
      act.jwks,
      act.happenedAt,
    ],
  )
  return rowCount === 1
}

/** What holds of it now. */
export async function selectProgram(database: Queryable, programId: string): Promise<ProgramAct | undefined> {
  const { rows } = await database.query(
    `select ${columns} from identity.program_acts where program_id = $1 order by number desc limit 1`,
    [programId],
  )
  return rows.map((row) => actSchema.parse(row))[0]
}

/** The newest first. */
export async function selectProgramActs(
  database: Queryable,
  programId: string,
  atMost: number,
): Promise<ProgramAct[]> {
  const { rows } = await database.query(
    `select ${columns} from identity.program_acts where program_id = $1 order by number desc limit $2`,
    [programId, atMost],
  )
  return rows.map((row) => actSchema.parse(row))
}

/** What holds now of every program, by id. */
export async function selectPrograms(database: Queryable, atMost: number): Promise<ProgramAct[]> {
  const { rows } = await database.query(
    `select distinct on (program_id) ${columns}
       from identity.program_acts
      order by program_id, number desc
      limit $1`,
    [atMost],
  )
  return rows.map((row) => actSchema.parse(row))
}

/** What holds now of these. */
export async function selectProgramsOf(
  database: Queryable,
  programIds: readonly string[],
): Promise<ProgramAct[]> {
  const { rows } = await database.query(
    `select distinct on (program_id) ${columns}
       from identity.program_acts where program_id = any($1)
      order by program_id, number desc`,
    [programIds],
  )
  return rows.map((row) => actSchema.parse(row))
}

/** What holds now of those that may do something within this scope, by id. */
export async function selectProgramsWith(
  database: Queryable,
  scope: ProgramScope,
  atMost: number,
): Promise<ProgramAct[]> {
  const { rows } = await database.query(
    `select * from (select distinct on (program_id) ${columns}
                      from identity.program_acts order by program_id, number desc) as now
      where kind <> 'ended' and scopes ? $1 order by "programId" limit $2`,
    [scope, atMost],
  )
  return rows.map((row) => actSchema.parse(row))
}
