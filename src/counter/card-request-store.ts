import { z } from 'zod'
import { staffIdSchema, type StaffId } from '../identity/index.ts'
import { idSchema, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { notConfirmedBecause, type NotConfirmedBecause } from './by-two/rules.ts'
import { documentSchema, type IdentityDocument } from './identity-level.ts'
import type { CardRequest } from './rules.ts'

export type CardRequestId = Id<'card-request'>
export const cardRequestIdSchema = idSchema<CardRequestId>()

export interface CardRequestOnFile extends CardRequest {
  requestId: CardRequestId
  residentId: ResidentId
  document: IdentityDocument
  /** Why the second person has said no. */
  refusedBecause: NotConfirmedBecause | null
}

export async function insertCardRequest(
  database: Queryable,
  request: {
    requestId: CardRequestId
    residentId: ResidentId
    document: IdentityDocument
    askedBy: StaffId
    askedAt: Date
  },
): Promise<void> {
  await database.query(
    `insert into counter.card_requests (resident_id, request_id, document, asked_by, asked_at)
     values ($1, $2, $3, $4, $5)`,
    [request.residentId, request.requestId, request.document, request.askedBy, request.askedAt],
  )
}

const columns = `request_id as "requestId", resident_id as "residentId", document, asked_by as "askedBy",
  asked_at as "askedAt", confirmed_by as "confirmedBy", handed_at as "handedAt",
  refused_by as "refusedBy", refused_because as "refusedBecause"`

const cardRequestSchema = z.object({
  requestId: cardRequestIdSchema,
  residentId: residentIdSchema,
  document: documentSchema,
  askedBy: staffIdSchema,
  askedAt: z.date(),
  confirmedBy: staffIdSchema.nullable(),
  handedAt: z.date().nullable(),
  refusedBy: staffIdSchema.nullable(),
  refusedBecause: z.enum(notConfirmedBecause).nullable(),
})

/** The last that was asked for, for this resident. `lock`: nobody else decides on it meanwhile. */
export async function selectLastCardRequest(
  database: Queryable,
  residentId: ResidentId,
  { lock }: { lock: boolean },
): Promise<CardRequestOnFile | undefined> {
  const { rows } = await database.query(
    `select ${columns} from counter.card_requests where resident_id = $1
      order by asked_at desc limit 1 ${lock ? 'for update' : ''}`,
    [residentId],
  )
  return rows.map((row) => cardRequestSchema.parse(row))[0]
}

/** Those asked for since then, the last of each resident, that wait for a second person, the oldest first; at most 50. */
export async function selectUnconfirmed(database: Queryable, since: Date): Promise<CardRequestOnFile[]> {
  const { rows } = await database.query(
    `select ${columns} from counter.card_requests request
      where asked_at > $1 and confirmed_by is null and handed_at is null and refused_by is null
        and not exists (select from counter.card_requests later
                         where later.resident_id = request.resident_id and later.asked_at > request.asked_at)
      order by asked_at limit 50`,
    [since],
  )
  return rows.map((row) => cardRequestSchema.parse(row))
}

/** Those that this member of staff has asked for since then, and the second person has said no to; the newest first. */
export async function selectRefusedOf(
  database: Queryable,
  askedBy: StaffId,
  since: Date,
): Promise<CardRequestOnFile[]> {
  const { rows } = await database.query(
    `select ${columns} from counter.card_requests
      where asked_by = $1 and asked_at > $2 and refused_by is not null order by asked_at desc limit 50`,
    [askedBy, since],
  )
  return rows.map((row) => cardRequestSchema.parse(row))
}

export async function selectCardRequest(
  database: Queryable,
  requestId: CardRequestId,
): Promise<CardRequestOnFile | undefined> {
  const { rows } = await database.query(
    `select ${columns} from counter.card_requests where request_id = $1 for update`,
    [requestId],
  )
  return rows.map((row) => cardRequestSchema.parse(row))[0]
}

export async function updateConfirmed(
  database: Queryable,
  { residentId, requestId }: CardRequestOnFile,
  confirmedBy: StaffId,
): Promise<void> {
  await database.query(
    'update counter.card_requests set confirmed_by = $3 where resident_id = $1 and request_id = $2',
    [residentId, requestId, confirmedBy],
  )
}

export async function updateRefused(
  database: Queryable,
  { residentId, requestId }: CardRequestOnFile,
  { by, because }: { by: StaffId; because: NotConfirmedBecause },
): Promise<void> {
  await database.query(
    `update counter.card_requests set refused_by = $3, refused_because = $4
      where resident_id = $1 and request_id = $2`,
    [residentId, requestId, by, because],
  )
}

export async function updateHanded(
  database: Queryable,
  { residentId, requestId }: CardRequestOnFile,
  handedAt: Date,
): Promise<void> {
  await database.query(
    'update counter.card_requests set handed_at = $3 where resident_id = $1 and request_id = $2',
    [residentId, requestId, handedAt],
  )
}

/** Of somebody who has erased everything. */
export async function deleteCardRequestsOf(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from counter.card_requests where resident_id = $1', [residentId])
}
