import { createHash } from 'node:crypto'
import { placeEndedPauses } from '../consent/index.ts'
import type { Company } from '../identity/index.ts'
import { newId, refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { findUse } from '../review/index.ts'
import { findVendor } from '../vendors/index.ts'
import { repeatWindowMs, type ExchangeRefusal, type ReadRequest } from '../wire/index.ts'
import { findSubject } from './find-subject.ts'
import { readCursor, startOf, type Cursor } from './cursor.ts'
import { takeHeld } from './quota/held.ts'
import {
  giveBackResidents,
  reserveResidents,
  spendRead,
  spentUntilNext,
  type QuotaSpent,
} from './quota/spend.ts'
import { decideRead, type Read } from './rules.ts'
import {
  insertDelivery,
  lockKey,
  selectDelivery,
  type Delivery,
  type DeliveryId,
  type Pseudonym,
} from './delivery-store.ts'

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
  /** Who that is. */
  only: ResidentId | null
  after: ResidentId | null
  /** Of so many residents something is told at most. */
  limit: number
  onlyWithdrawn: boolean
  /** How many were set aside of the quota for this delivery; what is not needed goes back. 0 for a repeat, but of what broke. */
  reserved: number
  isRepeat: boolean
}

type Opened = { ok: true } & OpenDelivery

/** Decides whether this company may read at all, and fixes the window. Nothing of any resident has been read yet. */
export async function openDelivery(
  tenant: Tenant,
  company: Company,
  request: DeliveryRequest,
): Promise<Opened | Refusal<ExchangeRefusal> | QuotaSpent> {
  const now = tenant.clock.now()
  const vendor = await findVendor(tenant.database, company.vendorId)
  const use = await findUse(tenant.database, request.useId)
  const decision = decideRead(vendor, use, request, now)
  if (!decision.allowed) return refuse(decision.because)
  const { read } = decision
  await placeEndedPauses(tenant.database, request.useId, now)

  const cursor = request.cursor
    ? await readCursor(tenant, request.cursor, request)
    : startOf(request.useId, request.subject)
  if (!cursor) return refuse('cursor-not-valid')

  // A company must always be able to learn what was withdrawn, whatever it has spent.
  const mayRead = request.onlyWithdrawn ? ({ ok: true } as const) : await spendRead(tenant, company)
  if (!mayRead.ok) return mayRead
  // Before anything is set aside: of whom nothing may be told nothing is spent.
  const subject = request.subject && (await findSubject(tenant, read, request.subject))
  if (subject?.ok === false) return subject
  const passed = { read, cursor, only: subject?.residentId ?? null }
  if (request.onlyWithdrawn) return begin(tenant, company, request, { ...passed, reserved: null })
  return reserveAndBegin(tenant, company, request, passed)
}

/** Set aside for a delivery that begins; for all else it goes back, also where it fails. */
async function reserveAndBegin(
  tenant: Tenant,
  company: Company,
  request: DeliveryRequest,
  passed: Omit<Passed, 'reserved'>,
): Promise<Opened | Refusal<ExchangeRefusal> | QuotaSpent> {
  const reserved = await reserveResidents(tenant, company, request.subject ? 1 : request.limit)
  let hasBegun = false
  try {
    const open = await begin(tenant, company, request, { ...passed, reserved })
    hasBegun = open.ok && !open.isRepeat
    return open
  } finally {
    if (!hasBegun) await giveBackResidents(tenant, company, reserved)
  }
}

/** What every check has passed; `reserved` is null for what no quota counts. */
interface Passed {
  read: Read
  cursor: Cursor
  only: ResidentId | null
  reserved: number | null
}

async function begin(
  tenant: Tenant,
  company: Company,
  request: DeliveryRequest,
  { read, cursor, only, reserved }: Passed,
): Promise<Opened | Refusal<ExchangeRefusal> | QuotaSpent> {
  const begun = await repeatOrBegin(tenant, company, request, { read, cursor, reserved })
  if ('because' in begun) return begun
  const { subject, limit } = request
  return {
    ok: true,
    delivery: begun.delivery,
    read,
    subject,
    only,
    after: cursor.page?.after ?? null,
    limit: Math.min(limit, begun.mostResidents ?? limit),
    onlyWithdrawn: request.onlyWithdrawn ?? false,
    reserved: begun.isRepeat ? takeHeld(tenant, begun.delivery.deliveryId) : (reserved ?? 0),
    isRepeat: begun.isRepeat,
  }
}

interface Begun {
  delivery: Delivery
  mostResidents: number | null
  isRepeat: boolean
}

/** The same key within ten minutes is the same delivery, with the same window and the same provisions, and is counted once. */
async function repeatOrBegin(
  tenant: Tenant,
  { vendorId, clientId }: Company,
  request: DeliveryRequest,
  { read, cursor, reserved }: Omit<Passed, 'only'>,
): Promise<Begun | Refusal<ExchangeRefusal> | QuotaSpent> {
  const now = tenant.clock.now()
  const keyHash = sha256(request.idempotencyKey)
  const requestHash = sha256(JSON.stringify(request))
  return inTransaction(tenant.database, async (client) => {
    await lockKey(client, vendorId, keyHash)
    const since = new Date(now.getTime() - repeatWindowMs)
    const earlier = await selectDelivery(client, { vendorId, clientId, keyHash, since })
    if (earlier) {
      const { delivery, begun } = earlier
      if (!begun.requestHash.equals(requestHash)) return refuse('key-reused')
      return { delivery, mostResidents: begun.mostResidents, isRepeat: true }
    }
    if (reserved === 0) return spentUntilNext(tenant, 'residents')
    const mostResidents = reserved ?? request.limit
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
      mostResidents,
      openedAt: now,
    })
    return delivery ? { delivery, mostResidents, isRepeat: false } : refuse('cursor-not-valid')
  })
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
