import { createHash } from 'node:crypto'
import type { Company } from '../identity/index.ts'
import { newId, refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { findUse } from '../review/index.ts'
import { findVendor } from '../vendors/index.ts'
import { repeatWindowMs, type ExchangeRefusal, type ReadRequest } from '../wire/index.ts'
import { readCursor, startOf, type Cursor } from './cursor.ts'
import { decideRead, type Read } from './rules.ts'
import {
  insertDelivery,
  lockKey,
  selectDelivery,
  type Delivery,
  type DeliveryId,
  type Pseudonym,
} from './store.ts'

/** What a company's program asks for, parsed. */
export interface DeliveryRequest extends ReadRequest {
  /** One resident, named by the pseudonym this use knows; null for all. */
  subject: Pseudonym | null
}

/** A delivery that may begin: what was asked, what was decided, and where in the window it starts. */
export interface OpenDelivery {
  delivery: Delivery
  read: Read
  subject: Pseudonym | null
  after: ResidentId | null
  limit: number
}

/** Decides whether this company may read at all, and fixes the window. Nothing of any resident has been read yet. */
export async function openDelivery(
  tenant: Tenant,
  company: Company,
  request: DeliveryRequest,
): Promise<({ ok: true } & OpenDelivery) | Refusal<ExchangeRefusal>> {
  const now = tenant.clock.now()
  const vendor = await findVendor(tenant.database, company.vendorId)
  const use = await findUse(tenant.database, request.useId)
  const decision = decideRead(vendor, use, request, now)
  if (!decision.allowed) return refuse(decision.because)
  const { read } = decision

  const cursor = request.cursor
    ? await readCursor(tenant, request.cursor, request.useId, request.subject)
    : startOf(request.useId, request.subject)
  if (!cursor) return refuse('cursor-not-valid')

  const delivery = await repeatOrBegin(tenant, company, request, read, cursor)
  if ('because' in delivery) return delivery
  const { subject, limit } = request
  return { ok: true, delivery, read, subject, after: cursor.page?.after ?? null, limit }
}

/** The same key within ten minutes is the same delivery, with the same window and the same provisions. */
async function repeatOrBegin(
  tenant: Tenant,
  { vendorId, clientId }: Company,
  request: DeliveryRequest,
  read: Read,
  cursor: Cursor,
): Promise<Delivery | Refusal<ExchangeRefusal>> {
  const now = tenant.clock.now()
  const keyHash = sha256(request.idempotencyKey)
  const requestHash = sha256(JSON.stringify(request))
  return inTransaction(tenant.database, async (client) => {
    await lockKey(client, vendorId, keyHash)
    const since = new Date(now.getTime() - repeatWindowMs)
    const earlier = await selectDelivery(client, { vendorId, clientId, keyHash, since })
    if (earlier) return earlier.requestHash.equals(requestHash) ? earlier : refuse('key-reused')
    const delivery = await insertDelivery(client, {
      deliveryId: newId<DeliveryId>(),
      vendorId,
      clientId,
      useId: read.use.useId,
      useVersion: read.use.version,
      keyHash,
      requestHash,
      reasonCode: request.reasonCode,
      ownWords: request.ownWords,
      low: cursor.low,
      high: cursor.page?.high ?? null,
      openedAt: now,
    })
    return delivery ?? refuse('cursor-not-valid')
  })
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
