import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { openDay } from '../vault/index.ts'
import { endLine, recordLine, stoppedLine, tombstoneLine } from '../wire/index.ts'
import { announce, residentsAtOnce, type AnnouncedSending, type Announcement } from './announce.ts'
import { BatchTally } from './batch-tally.ts'
import { closeSendings } from './close-sendings.ts'
import { writeCursor, type Cursor } from './cursor.ts'
import { onTheWire } from './lines.ts'
import { cutIntoLooks, daysPerLook, freshMs } from './looks.ts'
import type { OpenDelivery } from './open-delivery.ts'
import { lookAgain, weighDays, type DayFound } from './second-look-store.ts'
import { refuseToGoOn, type StandingRefusal } from './rules.ts'
import { sendUnderLease, type Progress, type Receiver } from './send-under-lease.ts'
import { selectStanding, type DayToDeliver } from './store.ts'

export type { Receiver }

type BrokenOff = { ok: false; because: StandingRefusal | 'lease-lost' }
type Sent = { ok: true; records: number } | BrokenOff
/** `residents`: of how many something was told. */
export type DeliveryEnd = { ok: true; records: number; residents: number } | BrokenOff
type BatchEnd = DeliveryEnd

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
  const { delivery, read, limit, onlyWithdrawn } = open
  const term = tenant.lease.term()
  let after = open.after
  let residents = 0
  let records = 0
  for (;;) {
    if (!tenant.lease.held(term)) return { ok: false, because: 'lease-lost' }
    const size = Math.min(residentsAtOnce, limit - residents)
    const batch = await announce(tenant, delivery, read, { after, limit: size, only, onlyWithdrawn })
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
  return sent === 'lease-lost' ? { ok: false, because: sent } : { ok: true, records, residents }
}

/** The rest of this window when residents are left in it, else everything after it. */
function nextCursor({ delivery, subject, onlyWithdrawn }: OpenDelivery, after: ResidentId | null): Cursor {
  const { useId, low, high } = delivery
  const of = { useId, subject, ...(onlyWithdrawn ? { only: 'withdrawn' as const } : {}) }
  return after ? { ...of, low, page: { high, after } } : { ...of, low: high, page: null }
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
    if (!(await isKnownElsewhere(tenant, term))) return { ok: false, because: 'lease-lost' }
    // What tells of stops goes without a look at days, and a batch may hold nothing else.
    const halted = notices.length > 0 || days.length === 0 ? await haltOf(tenant, open) : undefined
    if (halted) return halted
    const told = await sendUnderLease(tenant.lease, term, receiver, notices.map(stoppedLine))
    if (told === 'lease-lost') return { ok: false, because: told }
    for (let start = 0; start < days.length; start += daysPerLook) {
      const next = days.slice(start, start + daysPerLook)
      for (const look of cutIntoLooks(next, await weighDays(tenant, next))) {
        const sent = await sendDays(tenant, open, look, tally, receiver, term)
        if (!sent.ok) return sent
        records += sent.records
      }
    }
    const subjects = new Set([...notices.map(({ subject }) => subject), ...tally.subjects()])
    return { ok: true, records, residents: subjects.size }
  } finally {
    await closeSendings(tenant, tally.closings())
  }
}

/** Whether what was announced is on the second machine, too: nothing leaves that a lost machine would take from the record. */
async function isKnownElsewhere({ secondMachine, lease }: Tenant, term: number): Promise<boolean> {
  return secondMachine === undefined || secondMachine.follows(() => lease.held(term))
}

/** Looks again at these days and sends what may still be sent of them; anew where the company takes its time. */
async function sendDays(
  tenant: Tenant,
  open: OpenDelivery,
  announced: readonly DayToDeliver[],
  tally: BatchTally,
  receiver: Receiver,
  term: number,
): Promise<Sent> {
  let left = announced
  let size = left.length
  let records = 0
  while (left.length > 0) {
    const next = left.slice(0, size)
    const found = (await lookAgain(tenant, open.delivery, next)).filter(
      // What has data again is withdrawn no more, and is told by another read.
      ({ envelopes }) => !open.onlyWithdrawn || envelopes.length === 0,
    )
    if (found.length < next.length) {
      // A stop holds back its resident alone. All held back: the cursor must not move past what was not sent.
      const ended = await haltOf(tenant, open)
      if (ended) return ended
      tally.heldBack(next, found)
    }
    const lines = await linesOf(open.delivery.deliveryId, tally, found)
    const staleAt = performance.now() + freshMs
    const progress = { ...tallying(tally, found), stale: () => performance.now() >= staleAt }
    const sent = await sendUnderLease(tenant.lease, term, receiver, lines, progress)
    if (sent === 'lease-lost') return { ok: false, because: sent }
    records += sent
    const done = placeOf(found[sent], next)
    tally.lookedAtAnew(next.slice(done), found.slice(sent))
    left = left.slice(done)
    // A company that takes its time gets no more opened for it than it can take.
    if (done < next.length) size = 2 * sent
  }
  return { ok: true, records }
}

/** Where this day stands among the others, or the end of them for none. */
function placeOf(day: DayFound | undefined, days: readonly DayToDeliver[]): number {
  if (!day) return days.length
  return days.findIndex(
    (one) => one.residentId === day.residentId && one.item === day.item && one.day === day.day,
  )
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
async function haltOf(tenant: Tenant, { delivery }: OpenDelivery): Promise<BrokenOff | undefined> {
  const standing = await selectStanding(tenant.database, delivery)
  const because = refuseToGoOn(standing, delivery.useVersion, tenant.clock.now())
  return because && { ok: false, because }
}

async function linesOf(deliveryId: string, tally: BatchTally, days: readonly DayFound[]): Promise<string[]> {
  const lines: string[] = []
  for (const day of days) lines.push(await lineOf(deliveryId, tally.announced(day), day))
  return lines
}

async function lineOf(deliveryId: string, one: AnnouncedSending, day: DayFound): Promise<string> {
  const { residentId } = one.sending
  const place = onTheWire({ keys: one.keys, provision: one.provision, delivery: deliveryId, day })
  if (day.envelopes.length === 0) return tombstoneLine(place)
  return recordLine(place, await openDay(one.keys, residentId, day.item, day.envelopes))
}
