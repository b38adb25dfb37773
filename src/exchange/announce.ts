import type pg from 'pg'
import type { ConsentRefusal } from '../consent/index.ts'
import { newId } from '../kernel/index.ts'
import { leaveNotices } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { commitmentOf, queueLeaves } from '../proof/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { daysAtMost } from '../vault/index.ts'
import { closeSendings } from './close-sendings.ts'
import { endOfPage } from './end-of-page.ts'
import { countByItem } from './item-counts.ts'
import { provisionRecord } from './provision-record.ts'
import {
  ensurePseudonyms,
  insertProvisions,
  insertSendings,
  selectAlreadyServed,
  selectNeverProvided,
  selectProvisions,
  type Provision,
  type Sending,
} from './provision-store.ts'
import { isStopToTell, recordStops, refusedReasons, type StopNotice } from './record-refusals.ts'
import { countRefusals } from './refusal-store.ts'
import { decideItem, refuseToGoOn, type Read, type StandingRefusal } from './rules.ts'
import type { Delivery, ProvisionId, SendingId } from './delivery-store.ts'
import {
  lockAnnouncement,
  selectDaysInWindow,
  selectGrantsOfUse,
  selectStanding,
  type DayToDeliver,
  type PlacedGrant,
} from './store.ts'

/** At most this many residents are announced in one transaction (blueprint §6). */
export const residentsAtOnce = 200
/** A batch ends early at this many days, so that memory is bounded; one resident alone may have more. */
const daysAtOnce = 5_000

/** One provision that is about to be sent: recorded and committed, nothing read yet. */
export interface AnnouncedSending {
  sending: Sending
  provision: Provision
  keys: OwnerKeys
  days: DayToDeliver[]
}

export interface Announcement {
  sendings: AnnouncedSending[]
  notices: StopNotice[]
  /** The last resident this batch dealt with; null when there was none left. */
  last: ResidentId | null
}

/** Which residents to deal with next: in order after one, or one alone. */
export interface Page {
  after: ResidentId | null
  /** At most so many of whom something is told; others may lie between them. */
  limit: number
  only: ResidentId | null
  /** Nothing that has data. */
  onlyWithdrawn: boolean
}

/**
 * THE FIRST LOOK, and the record. One transaction reads company, use, program and consents, decides, writes the provisions with
 * their commitments and the refusals, and commits — before a sealed body has been touched.
 */
export async function announce(
  tenant: Tenant,
  delivery: Delivery,
  read: Read,
  page: Page,
): Promise<Announcement | { because: StandingRefusal }> {
  const begun: Sending[] = []
  try {
    return await inTransaction(tenant.database, async (client) => {
      const now = tenant.clock.now()
      const decided = await decideAndRecord(tenant, client, delivery, read, page, now)
      if ('because' in decided) return decided
      const { announced, refused } = decided
      begun.push(...announced.sendings.map(({ sending }) => sending))
      await insertSendings(client, begun, tenant.processId, now)
      await countRefusals(client, delivery, refused, now)
      return announced
    })
  } catch (fault) {
    // A commit whose answer was lost may have opened them; left open, every stop would name them while we live.
    await closeSendings(
      tenant,
      begun.map((sending) => ({ sending, outcome: 'not-delivered', items: [] })),
    )
    throw fault
  }
}

async function decideAndRecord(
  tenant: Tenant,
  client: pg.PoolClient,
  delivery: Delivery,
  read: Read,
  page: Page,
  now: Date,
): Promise<{ announced: Announcement; refused: ConsentRefusal[] } | { because: StandingRefusal }> {
  const because = refuseToGoOn(await selectStanding(client, delivery), delivery.useVersion, now)
  if (because) return { because }
  const { frequency } = read.use.terms
  await lockAnnouncement(client, frequency === 'once' ? delivery.useId : delivery.deliveryId)

  const grants = await selectGrantsOfUse(client, delivery.useId, { ...page, limit: residentsAtOnce })
  const decided = grants.map((grant) => ({
    grant,
    decision: decideItem(grant, grant.standing, read, grant.item, now),
  }))
  const allowed = decided.filter(({ decision }) => decision.allowed).map(({ grant }) => grant)
  const found = await daysOfWholeResidents(client, { ...delivery, ...page }, grants, allowed)
  const telling = [
    ...found.days,
    ...decided.filter((one) => isStopToTell(delivery, one)).map(({ grant }) => grant),
  ]
  const last = endOfPage(
    telling.map(({ residentId }) => residentId),
    page.limit,
    found.last,
  )
  const isInBatch = ({ residentId }: { residentId: ResidentId }) => last !== null && residentId <= last
  const inBatch = decided.filter(({ grant }) => isInBatch(grant))
  const notices = await recordStops(client, delivery, inBatch, now)
  const days = found.days.filter(isInBatch)
  const sendings = await recordProvisions(tenant, client, delivery, read, days, now)
  return { announced: { sendings, notices, last }, refused: refusedReasons(inBatch) }
}

/** What lies in the window for as many residents, in order, as fit; never half of one. */
async function daysOfWholeResidents(
  client: pg.PoolClient,
  window: Pick<Delivery, 'low' | 'high'> & Pick<Page, 'onlyWithdrawn'>,
  grants: readonly PlacedGrant[],
  allowed: readonly PlacedGrant[],
): Promise<{ days: DayToDeliver[]; last: ResidentId | null }> {
  const everyone = grants.at(-1)?.residentId ?? null
  const days = await selectDaysInWindow(client, allowed, window, daysAtOnce + 1)
  if (days.length <= daysAtOnce) return { days, last: everyone }
  const [first] = days
  const cut = days.at(-1)?.residentId
  const whole = days.filter((day) => day.residentId !== cut)
  const lastWhole = whole.at(-1)
  if (lastWhole) return { days: whole, last: lastWhole.residentId }
  const alone = allowed.filter((grant) => grant.residentId === first?.residentId)
  const all = await selectDaysInWindow(client, alone, window, daysAtMost + 1)
  // A cut would be silent: the cursor moves past the resident as a whole. The vault keeps no more of anybody.
  if (all.length > daysAtMost) throw new RangeError('a resident has more days than one delivery takes')
  return { days: all, last: first?.residentId ?? null }
}

async function recordProvisions(
  tenant: Tenant,
  client: pg.PoolClient,
  delivery: Delivery,
  read: Read,
  days: readonly DayToDeliver[],
  now: Date,
): Promise<AnnouncedSending[]> {
  const byResident = Map.groupBy(days, (day) => day.residentId)
  if (read.use.terms.frequency === 'once' && byResident.size > 0) {
    const served = await selectAlreadyServed(client, delivery, [...byResident.keys()])
    for (const residentId of served) byResident.delete(residentId)
  }
  // Whose keys are destroyed has nothing left to give.
  const found = await tenant.keys.findMany([...byResident.keys()])
  const keys = new Map([...found].filter(([, ownKeys]) => ownKeys.has('values')))
  if (keys.size === 0) return []
  const provisions = await openProvisions(client, delivery, byResident, keys, now)
  return provisions.flatMap((provision) => {
    const { residentId, provisionId } = provision
    const ownKeys = keys.get(residentId)
    const sending = { sendingId: newId<SendingId>(), residentId, provisionId }
    return ownKeys ? [{ sending, provision, keys: ownKeys, days: byResident.get(residentId) ?? [] }] : []
  })
}

/** The provisions of these residents: those a repeated delivery has already, and new ones for the others. */
async function openProvisions(
  client: pg.PoolClient,
  delivery: Delivery,
  byResident: ReadonlyMap<ResidentId, DayToDeliver[]>,
  keys: ReadonlyMap<string, OwnerKeys>,
  now: Date,
): Promise<Provision[]> {
  const residentIds = [...byResident.keys()].filter((residentId) => keys.has(residentId))
  const known = await selectProvisions(client, delivery, residentIds)
  const repeated = new Set(known.map((provision) => provision.residentId))
  const { pseudonyms, named } = await ensurePseudonyms(client, delivery.useId, residentIds, now)
  await tellNewRecipient(client, delivery, named, now)
  const fresh = residentIds.flatMap((residentId) => {
    const ownKeys = keys.get(residentId)
    const pseudonym = pseudonyms.get(residentId)
    if (repeated.has(residentId) || !ownKeys || !pseudonym) return []
    const items = countByItem(byResident.get(residentId) ?? [])
    const provision = { provisionId: newId<ProvisionId>(), residentId, pseudonym, items }
    return [{ ...provision, commitment: commit(ownKeys, delivery, provision, now) }]
  })
  await writeProvisions(client, delivery, fresh, now)
  return [...known, ...fresh]
}

/** Whom this company knows under no use yet, and gets something of now: once for each company, so that it costs a read nothing. */
async function tellNewRecipient(
  client: pg.PoolClient,
  { vendorId }: Delivery,
  named: readonly ResidentId[],
  now: Date,
): Promise<void> {
  const residentIds = await selectNeverProvided(client, vendorId, named)
  await leaveNotices(client, residentIds, { kind: 'new-recipient', vendorId }, now)
}

async function writeProvisions(
  client: pg.PoolClient,
  delivery: Delivery,
  provisions: readonly Provision[],
  now: Date,
): Promise<void> {
  await insertProvisions(client, delivery, provisions, now)
  await queueLeaves(
    client,
    provisions.map(({ residentId, provisionId, commitment }) => ({
      residentId,
      leafId: provisionId,
      kind: 'provision' as const,
      commitment,
      queuedAt: now,
    })),
  )
}

function commit(
  keys: OwnerKeys,
  delivery: Delivery,
  provision: Omit<Provision, 'commitment'>,
  openedAt: Date,
): Buffer {
  const record = provisionRecord({ ...delivery, ...provision, openedAt })
  return commitmentOf(keys, 'provision', provision.provisionId, record)
}
