import { z } from 'zod'
import { staffIdSchema, type StaffId } from '../../identity/index.ts'
import { idSchema, type Id } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'
import {
  notConfirmedBecause,
  requestKinds,
  type NotConfirmedBecause,
  type RequestKind,
  type RequestOutcome,
  type waitingSince,
} from './rules.ts'

export type RequestId = Id<'request'>
export const requestIdSchema = idSchema<RequestId>()

const requestSchema = z.object({
  residentId: residentIdSchema,
  requestId: requestIdSchema,
  kind: z.enum(requestKinds),
  detail: z.instanceof(Buffer),
  askedBy: staffIdSchema.nullable(),
  programId: z.string().nullable(),
  askedAt: z.date(),
  decidedBy: staffIdSchema.nullable(),
  outcome: z.string().nullable(),
  isOvertaken: z.boolean(),
  because: z.enum(notConfirmedBecause).nullable().catch(null),
})
export type RequestOnFile = z.infer<typeof requestSchema>

const columns = `resident_id as "residentId", request_id as "requestId", kind, detail,
  coalesce(asked_by, taken_by) as "askedBy", coalesce(taken_at, asked_at) as "askedAt", program_id as "programId",
  decided_by as "decidedBy", outcome, because,
  exists (select from counter.requests other
           where other.resident_id = request.resident_id and other.request_id <> request.request_id
             and other.outcome = 'confirmed' and other.kind in ('died', 'reported-in-error')
             and other.decided_at >= coalesce(request.decided_at, request.asked_at)) as "isOvertaken"`

/** Since then a member of staff has asked; or a program has brought it, and nobody has taken it up. */
type Since = ReturnType<typeof waitingSince>
const isSince = `asked_at > $2 and (coalesce(taken_at, asked_at) > $1 or coalesce(asked_by, taken_by) is null)`

/** One at a time about a resident, until the transaction ends. */
export async function lockRequestsOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('counter.requests/' || $1::text, 0))`, [
    residentId,
  ])
}

export async function insertRequest(
  client: Queryable,
  request: {
    residentId: ResidentId
    requestId: RequestId
    kind: RequestKind
    detail: Buffer
    askedBy: StaffId | null
    programId: string | null
    askedAt: Date
  },
): Promise<void> {
  await client.query(
    `insert into counter.requests (resident_id, request_id, kind, detail, asked_by, program_id, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[request.residentId, request.requestId, request.kind, request.detail],
      ...[request.askedBy, request.programId, request.askedAt],
    ],
  )
}

/** Of this resident, asked for since then, the newest first; at most 50. A kind that this version does not know is left out. */
export async function selectRequestsOf(
  database: Queryable,
  residentId: ResidentId,
  since: Since,
): Promise<RequestOnFile[]> {
  const { rows } = await database.query(
    `select ${columns} from counter.requests as request
      where resident_id = $3 and ${isSince} and kind = any($4)
      order by coalesce(asked_by, taken_by) is null, asked_at desc, request_id limit 50`,
    [since.asked, since.brought, residentId, requestKinds],
  )
  return rows.map((row) => requestSchema.parse(row))
}

/**
 * Those that wait, the oldest first; at most 50. What a member of staff has asked for stands before what programs have brought,
 * however much of that there is: a death waits behind no heap of papers.
 */
export async function selectWaiting(database: Queryable, since: Since): Promise<RequestOnFile[]> {
  const { rows } = await database.query(
    `select ${columns} from counter.requests as request
      where outcome is null and ${isSince} and kind = any($3)
      order by coalesce(asked_by, taken_by) is null, asked_at, request_id limit 50`,
    [since.asked, since.brought, requestKinds],
  )
  return rows.map((row) => requestSchema.parse(row))
}

/** Those that a second person has confirmed, asked for since then; at most 50. */
export async function selectConfirmed(database: Queryable, since: Since): Promise<RequestOnFile[]> {
  const { rows } = await database.query(
    `select ${columns} from counter.requests as request
      where outcome = 'confirmed' and ${isSince} and kind = any($3)
      order by asked_at, request_id limit 50`,
    [since.asked, since.brought, requestKinds],
  )
  return rows.map((row) => requestSchema.parse(row))
}

export async function selectRequest(
  database: Queryable,
  requestId: RequestId,
): Promise<RequestOnFile | undefined> {
  const { rows } = await database.query(
    `select ${columns} from counter.requests as request where request_id = $1 and kind = any($2)`,
    [requestId, requestKinds],
  )
  return rows.map((row) => requestSchema.parse(row))[0]
}

/** False where it was decided meanwhile. */
export async function updateDecided(
  client: Queryable,
  { residentId, requestId }: Pick<RequestOnFile, 'residentId' | 'requestId'>,
  decided: { by: StaffId; at: Date; outcome: RequestOutcome; because: NotConfirmedBecause | null },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update counter.requests set decided_by = $3, decided_at = $4, outcome = $5, because = $6
      where resident_id = $1 and request_id = $2 and outcome is null`,
    [residentId, requestId, decided.by, decided.at, decided.outcome, decided.because],
  )
  return rowCount === 1
}

/** The first of the two takes up what a program has brought. False where somebody was faster. */
export async function updateTaken(
  client: Queryable,
  { residentId, requestId }: Pick<RequestOnFile, 'residentId' | 'requestId'>,
  taken: { by: StaffId; at: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update counter.requests set taken_by = $3, taken_at = $4
      where resident_id = $1 and request_id = $2 and outcome is null and asked_by is null and taken_by is null`,
    [residentId, requestId, taken.by, taken.at],
  )
  return rowCount === 1
}

/** Of somebody who has erased everything. */
export async function deleteRequestsOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from counter.requests where resident_id = $1', [residentId])
}
