import { z } from 'zod'
import { newId, type Id } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { staffRoles, type StaffRole } from './rules.ts'
import { staffIdSchema, type StaffId } from './staff.ts'

const kinds = ['appointed', 'invited-again', 'joined', 'role-changed', 'ended'] as const

/** A line of the ledger of staff: who did what about whom. Never changed. */
export interface StaffAct {
  kind: (typeof kinds)[number]
  staffId: StaffId
  /** null: the machine room. */
  by: StaffId | null
  /** From then on. */
  role: StaffRole
  happenedAt: Date
}

export async function insertAct(client: Queryable, act: StaffAct): Promise<void> {
  await client.query(
    `insert into identity.staff_acts (act_id, kind, staff_id, by_staff, role, happened_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [newId<Id<'staff-act'>>(), act.kind, act.staffId, act.by, act.role, act.happenedAt],
  )
}

const rowSchema = z
  .object({
    kind: z.enum(kinds),
    staff_id: staffIdSchema,
    by_staff: staffIdSchema.nullable(),
    role: z.enum(staffRoles),
    happened_at: z.date(),
  })
  .transform((row): StaffAct => ({
    kind: row.kind,
    staffId: row.staff_id,
    by: row.by_staff,
    role: row.role,
    happenedAt: row.happened_at,
  }))

/** The newest first. */
export async function selectActs(database: Queryable, atMost: number): Promise<StaffAct[]> {
  const { rows } = await database.query(
    `select kind, staff_id, by_staff, role, happened_at
       from identity.staff_acts
      order by happened_at desc, act_id
      limit $1`,
    [atMost],
  )
  return rows.map((row) => rowSchema.parse(row))
}
