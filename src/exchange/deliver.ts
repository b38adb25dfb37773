import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { openDay } from '../vault/index.ts'
import { announce, residentsAtOnce, type AnnouncedSending, type Announcement } from './announce.ts'
import { writeCursor, type Cursor } from './cursor.ts'
import { endLine, recordLine, stoppedLine, tombstoneLine } from './lines.ts'
import type { OpenDelivery } from './open-delivery.ts'
import { insertClosings, lookAgain, type Closing, type DayFound } from './provision-store.ts'
import type { ReadRefusal } from './rules.ts'
import type { DayToDeliver, Delivery } from './store.ts'

/** Where the lines go. `write` resolves when they were handed to the network, and throws when nobody is there. */
export interface Receiver {
  write(lines: string): Promise<void>
}

/** The second look fetches this many days at a time: bounded memory, and a stop is seen after each. */
const daysPerLook = 500
const closingAttempts = 60

export type DeliveryEnd = { ok: true; records: number } | { ok: false; because: ReadRefusal | 'lease-lost' }

/**
 * Sends a delivery: announce, look again, send, close; batch by batch. Each batch decides anew, so a company that is
 * suspended or a resident who stops in the middle is heard in the middle.
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
    if (sent === 'lease-lost') return { ok: false, because: sent }
    records += sent
    residents += size
    after = batch.last
    if (!after || only || residents >= limit) break
  }
  const next = nextCursor(open, only ? null : after)
  const cursor = await writeCursor(tenant, next)
  await receiver.write(endLine({ cursor, more: next.page !== null, delivery: delivery.deliveryId, records }))
  return { ok: true, records }
}

/** The rest of this window when residents are left in it, else everything after it. */
function nextCursor({ delivery, subject }: OpenDelivery, after: ResidentId | null): Cursor {
  const { useId, low, high } = delivery
  return after ? { useId, subject, low, page: { high, after } } : { useId, subject, low: high, page: null }
}

/** Sends what was announced and closes every sending, whatever happens. Returns the number of records. */
async function sendBatch(
  tenant: Tenant,
  { delivery }: OpenDelivery,
  { sendings, notices }: Announcement,
  receiver: Receiver,
  term: number,
): Promise<number | 'lease-lost'> {
  const sent = new Map(sendings.map(({ sending }) => [sending.residentId, 0]))
  const byResident = new Map(sendings.map((one) => [one.sending.residentId, one]))
  const days = sendings.flatMap((one) => one.days)
  let written = 0
  try {
    if (notices.length > 0) await receiver.write(notices.map(stoppedLine).join(''))
    for (let start = 0; start < days.length; start += daysPerLook) {
      const found = await lookAgainAtGate(tenant, delivery, days.slice(start, start + daysPerLook))
      const lines = found.map((day) => lineOf(delivery.deliveryId, byResident.get(day.residentId), day))
      // From here on bytes may leave: not one without a lease, or a stop could be confirmed while they do.
      if (!tenant.lease.held(term)) return 'lease-lost'
      for (const day of found) sent.set(day.residentId, (sent.get(day.residentId) ?? 0) + 1)
      if (lines.length > 0) await receiver.write(lines.join(''))
      written = start + daysPerLook
    }
    return [...sent.values()].reduce((sum, count) => sum + count, 0)
  } finally {
    await close(tenant, closingsOf(sendings, sent, written))
  }
}

function lookAgainAtGate(
  tenant: Tenant,
  delivery: Delivery,
  days: readonly DayToDeliver[],
): Promise<DayFound[]> {
  return inTransaction(tenant.database, async (client) => {
    await client.query(`select set_config('azukari.reader', 'exchange', true)`)
    return lookAgain(client, delivery, days, tenant.clock.now())
  })
}

/** How each sending ended: `written` counts days in order, and a resident's days stand together. */
function closingsOf(
  sendings: readonly AnnouncedSending[],
  sent: ReadonlyMap<ResidentId, number>,
  written: number,
): Closing[] {
  let end = 0
  return sendings.map(({ sending, days }) => {
    end += days.length
    const recordCount = sent.get(sending.residentId) ?? 0
    if (recordCount === 0) return { sending, outcome: 'not-delivered', recordCount }
    return { sending, outcome: end <= written ? 'delivered' : 'broken-off', recordCount }
  })
}

function lineOf(deliveryId: string, one: AnnouncedSending | undefined, day: DayFound): string {
  if (!one) throw new Error('a day was found that was not announced')
  const { residentId } = one.sending
  const place = { keys: one.keys, provision: one.provision, delivery: deliveryId, day }
  if (day.envelopes.length === 0) return tombstoneLine(place)
  return recordLine(place, openDay(one.keys, residentId, day.item, day.envelopes))
}

/**
 * Closes the sendings. While the database is away this waits for it: an open sending makes every stop of its resident
 * wait, and saying how it ended is owed to them.
 */
async function close(tenant: Tenant, closings: readonly Closing[]): Promise<void> {
  if (closings.length === 0) return
  for (let attempt = 0; ; attempt += 1) {
    try {
      await insertClosings(tenant.database, closings, tenant.clock.now())
      return
    } catch (fault) {
      if (attempt === closingAttempts) throw fault
      await sleep(1_000)
    }
  }
}
