import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { openDay } from '../vault/index.ts'
import {
  announce,
  residentsAtOnce,
  standingOf,
  type AnnouncedSending,
  type Announcement,
} from './announce.ts'
import { BatchTally } from './batch-tally.ts'
import { closeSendings } from './close-sendings.ts'
import { writeCursor, type Cursor } from './cursor.ts'
import { endLine, recordLine, stoppedLine, tombstoneLine } from './lines.ts'
import { cutIntoLooks, daysPerLook } from './looks.ts'
import type { OpenDelivery } from './open-delivery.ts'
import { countEnvelopes, lookAgain, type DayFound } from './second-look-store.ts'
import type { StandingRefusal } from './rules.ts'
import { sendUnderLease, type Progress, type Receiver } from './send-under-lease.ts'
import type { DayToDeliver } from './store.ts'

export type { Receiver }

type BrokenOff = { ok: false; because: StandingRefusal | 'lease-lost' }
export type DeliveryEnd = { ok: true; records: number } | BrokenOff
/** `residents`: of how many something was told. */
type BatchEnd = { ok: true; records: number; residents: number } | BrokenOff

/**
 * Sends a delivery: announce, look again, send, close; batch by batch. Each batch decides anew, so a company that is
 * suspended, a program that is ended or a resident who stops in the middle is heard in the middle.
 */
export async function deliver(
  tenant: Tenant,
  open: OpenDelivery,
  only: ResidentId | null,
  receiver: Receiver,
): Promise<DeliveryEnd> {
  const { delivery, read, limit } = open
  const term = tenant.lease.term()
  let after = open.after
  let residents = 0
  let records = 0
  for (;;) {
    if (!tenant.lease.held(term)) return { ok: false, because: 'lease-lost' }
    const size = Math.min(residentsAtOnce, limit - residents)
    const batch = await announce(tenant, delivery, read, { after, limit: size, only })
    if ('because' in batch) return { ok: false, because: batch.because }
    const sent = await sendBatch(tenant, open, batch, receiver, term)
    if (!sent.ok) return sent
    records += sent.records
    residents += sent.residents
    after = batch.last
    if (!after || only || residents >= limit) break
  }
  const next = nextCursor(open, only ? null : after)
  const cursor = await writeCursor(tenant, next)
  const end = endLine({ cursor, more: next.page !== null, delivery: delivery.deliveryId, records })
  const sent = await sendUnderLease(tenant.lease, term, receiver, [end])
  return sent ? { ok: true, records } : { ok: false, because: 'lease-lost' }
}

/** The rest of this window when residents are left in it, else everything after it. */
function nextCursor({ delivery, subject }: OpenDelivery, after: ResidentId | null): Cursor {
  const { useId, low, high } = delivery
  return after ? { useId, subject, low, page: { high, after } } : { useId, subject, low: high, page: null }
}

/** Sends what was announced and closes every sending, whatever happens. */
async function sendBatch(
  tenant: Tenant,
  open: OpenDelivery,
  { sendings, notices }: Announcement,
  receiver: Receiver,
  term: number,
): Promise<BatchEnd> {
  const tally = new BatchTally(sendings)
  const days = sendings.flatMap((one) => one.days)
  let records = 0
  try {
    // What tells of stops goes without a look at days, and a batch may hold nothing else.
    const halted = await haltOf(tenant, open)
    if (halted) return halted
    if (!(await sendUnderLease(tenant.lease, term, receiver, notices.map(stoppedLine))))
      return { ok: false, because: 'lease-lost' }
    for (let start = 0; start < days.length; start += daysPerLook) {
      const next = days.slice(start, start + daysPerLook)
      for (const look of cutIntoLooks(next, await countEnvelopes(tenant, next))) {
        const sent = await sendDays(tenant, open, look, tally, receiver, term)
        if (!sent.ok) return sent
        records += sent.records
      }
    }
    const told = new Set([...notices.map(({ subject }) => subject), ...tally.subjects()])
    return { ok: true, records, residents: told.size }
  } finally {
    await closeSendings(tenant, tally.closings())
  }
}

/** Looks again at these days and sends what may still be sent of them. */
async function sendDays(
  tenant: Tenant,
  open: OpenDelivery,
  announced: readonly DayToDeliver[],
  tally: BatchTally,
  receiver: Receiver,
  term: number,
): Promise<DeliveryEnd> {
  const { delivery } = open
  const found = await lookAgain(tenant, delivery, announced)
  if (found.length < announced.length) {
    // A stop holds back its resident alone. All held back: the cursor must not move past what was not sent.
    const ended = await haltOf(tenant, open)
    if (ended) return ended
    tally.heldBack(announced, found)
  }
  const lines = found.map((day) => lineOf(delivery.deliveryId, tally.announced(day), day))
  const sent = await sendUnderLease(tenant.lease, term, receiver, lines, tallying(tally, found))
  return sent ? { ok: true, records: lines.length } : { ok: false, because: 'lease-lost' }
}

/** Counts each line for the resident whose day it is. */
function tallying(tally: BatchTally, days: readonly DayFound[]): Progress {
  const dayAt = (index: number) => {
    const day = days[index]
    if (!day) throw new Error('a line was sent that is no day')
    return day
  }
  return {
    handedOver: (index) => tally.handedOver(dayAt(index)),
    taken: (index) => tally.taken(dayAt(index)),
  }
}

/** Whether company, use or program have come to an end since the delivery began; then not even the end line goes. */
async function haltOf(tenant: Tenant, { delivery, read }: OpenDelivery): Promise<BrokenOff | undefined> {
  const standing = await standingOf(tenant.database, delivery, read, tenant.clock.now())
  return standing.allowed ? undefined : { ok: false, because: standing.because }
}

function lineOf(deliveryId: string, one: AnnouncedSending, day: DayFound): string {
  const { residentId } = one.sending
  const place = { keys: one.keys, provision: one.provision, delivery: deliveryId, day }
  if (day.envelopes.length === 0) return tombstoneLine(place)
  return recordLine(place, openDay(one.keys, residentId, day.item, day.envelopes))
}
