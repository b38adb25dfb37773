import type { ItemCode } from '../../../../catalog/index.ts'
import {
  findReceipt,
  grantsOf,
  isUndoable,
  lastStopOf,
  ownSessionsOf,
  type Act,
  type ActAndEvents,
  type ConsentEvent,
  type GrantRow,
} from '../../../../consent/index.ts'
import { underWay, type UnderWay } from '../../../../exchange/index.ts'
import { localDayOf, type LocalDay } from '../../../../kernel/index.ts'
import type { Tenant } from '../../../../platform/tenant.ts'
import { findUses, type UseId } from '../../../../review/index.ts'
import { findVendor, findVendors, type Vendor } from '../../../../vendors/index.ts'
import type { Reader } from '../../../reader.ts'

/** What a stop, or taking it back, has come to by now: looked up by its receipt number, so a reload says the truth. */
export interface ActResult {
  act: Act
  /** What it changed and nothing has changed since. */
  standing: ConsentEvent[]
  /** The companies of what stands. */
  companies: Vendor[]
  /** もとにもどす is still possible in this session. */
  undoable: boolean
  /** Of a pause: the day from which it may be used again; undefined where it waits for the resident. */
  againFrom: LocalDay | undefined
  /** Deliveries that began before the stop and have not ended. */
  underWay: NamedUnderWay[]
}

export interface NamedUnderWay {
  vendor: Vendor
  openedAt: Date
  items: ItemCode[]
}

/** An agreement and a refusal are told by their receipt. */
function isTold({ kind }: Act): boolean {
  return kind === 'stopped' || kind === 'undone' || kind === 'paused' || kind === 'resumed'
}

/** undefined when the number is no stop of this resident, or when all it did has been changed since. */
export async function loadActResult(reader: Reader, receiptNumber: string): Promise<ActResult | undefined> {
  const found = await findReceipt(reader.tenant, reader.residentId, receiptNumber)
  if (!found || !isTold(found.act)) return undefined
  return resultOf(reader, found)
}

/**
 * The last stop of this session, as long as it can be undone, whichever page is open: もとにもどす is promised until a
 * time, not until the page is left. With uses: of the stops that touched these alone, for a company's page must not give
 * back what was stopped at another's.
 */
export async function loadLastStop(
  reader: Reader,
  useIds: readonly UseId[] | null = null,
): Promise<ActResult | undefined> {
  const { tenant, residentId } = reader
  const found = await lastStopOf(tenant, residentId, ownSessionsOf(reader), useIds)
  const result = found && (await resultOf(reader, found))
  return result?.undoable ? result : undefined
}

async function resultOf(reader: Reader, found: ActAndEvents): Promise<ActResult | undefined> {
  const { tenant, residentId } = reader
  const { act, events } = found
  const grants = await grantsOf(tenant, residentId)
  const standing = standingEvents(events, grants)
  if (standing.length === 0) return undefined
  return {
    act,
    standing,
    companies: await companiesOf(tenant, standing),
    undoable: await isUndoable(tenant, reader, found, grants),
    againFrom: againFrom(standing),
    underWay: act.kind === 'stopped' || act.kind === 'paused' ? await stillUnderWay(reader, standing) : [],
  }
}

function againFrom(events: readonly ConsentEvent[]): LocalDay | undefined {
  const pausedUntil = events.find(({ kind }) => kind === 'paused')?.pausedUntil
  return pausedUntil ? localDayOf(pausedUntil) : undefined
}

async function companiesOf({ database }: Tenant, events: readonly ConsentEvent[]): Promise<Vendor[]> {
  const uses = await findUses(
    database,
    events.map(({ useId }) => useId),
  )
  return findVendors(
    database,
    uses.map(({ vendorId }) => vendorId),
  )
}

function standingEvents(events: readonly ConsentEvent[], grants: readonly GrantRow[]): ConsentEvent[] {
  const current = new Set(grants.map((grant) => grant.eventId))
  return events.filter((event) => current.has(event.eventId))
}

/** Only of what is stopped to this day: what was agreed to anew may have begun after the new yes. */
async function stillUnderWay(
  { tenant, residentId }: Reader,
  events: readonly ConsentEvent[],
): Promise<NamedUnderWay[]> {
  const open = await underWay(tenant, residentId, [...new Set(events.map((event) => event.useId))])
  const named = open.map(async (one) =>
    nameUnderWay(await findVendor(tenant.database, one.vendorId), one, events),
  )
  return (await Promise.all(named)).flat()
}

function nameUnderWay(
  vendor: Vendor | undefined,
  { useId, openedAt, items }: UnderWay,
  events: readonly ConsentEvent[],
): NamedUnderWay[] {
  const stopped = items.map(({ item }) => item).filter((item) => isAmong(events, useId, item))
  return vendor && stopped.length > 0 ? [{ vendor, openedAt, items: stopped }] : []
}

function isAmong(events: readonly ConsentEvent[], useId: UseId, item: ItemCode): boolean {
  return events.some((event) => event.useId === useId && event.item === item)
}
