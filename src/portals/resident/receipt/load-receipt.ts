import type { ItemCode } from '../../../catalog/index.ts'
import { findReceipt, grantsOf, type Act, type ConsentEvent } from '../../../consent/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { findUseVersion, type Use } from '../../../review/index.ts'
import { findVendor, type Vendor } from '../../../vendors/index.ts'
import { loadCompany } from '../companies/load-companies.ts'
import { liveItemsOf } from '../companies/switchboard.ts'
import { nextSensitive } from '../consent/question.ts'
import { namesOfWhat, type NamesOfWhat } from './by-what.ts'

/** What one act changed about one use, in the terms of that day. */
export interface ReceiptPart {
  use: Use
  vendor: Vendor
  events: ConsentEvent[]
}

export interface ReceiptContent {
  act: Act
  parts: ReceiptPart[]
  /** By what it came. */
  names: NamesOfWhat
  /** It is the last word on all that it speaks of. */
  isLatest: boolean
  /** The next question about the use just agreed to, if an especially sensitive item is still to be asked. */
  next: { use: Use; item: ItemCode } | undefined
  /** After a refusal: what the company may go on using now, for whatever use. */
  still: ItemCode[]
}

/** undefined when this resident has no such receipt; somebody else's number is the same as none. */
export async function loadReceipt(
  tenant: Tenant,
  residentId: ResidentId,
  receiptNumber: string,
): Promise<ReceiptContent | undefined> {
  const found = await findReceipt(tenant, residentId, receiptNumber)
  if (!found) return undefined
  const { act, events } = found
  const byUse = Map.groupBy(events, (event) => `${event.useId}/${event.useVersion}`)
  const parts = await Promise.all([...byUse.values()].map((ofUse) => loadPart(tenant, ofUse)))
  return {
    act,
    parts,
    names: await namesOfWhat(tenant, [act]),
    isLatest: await isLatest(tenant, residentId, events),
    still: act.kind === 'refused' ? await stillUsed(tenant, residentId, parts) : [],
    next: act.kind === 'agreed' ? await nextQuestion(tenant, residentId, parts) : undefined,
  }
}

async function isLatest(tenant: Tenant, residentId: ResidentId, events: readonly ConsentEvent[]) {
  const latest = new Set((await grantsOf(tenant, residentId)).map(({ eventId }) => eventId))
  return events.every(({ eventId }) => latest.has(eventId))
}

async function loadPart(tenant: Tenant, events: ConsentEvent[]): Promise<ReceiptPart> {
  const [first] = events
  const use = first && (await findUseVersion(tenant.database, first.useId, first.useVersion))
  const vendor = use && (await findVendor(tenant.database, use.vendorId))
  if (!use || !vendor) throw new Error('a receipt of a use that is not there')
  return { use, vendor, events }
}

async function stillUsed(tenant: Tenant, residentId: ResidentId, [part]: readonly ReceiptPart[]) {
  const company = part && (await loadCompany(tenant, residentId, part.vendor.vendorId))
  return company ? liveItemsOf(company) : []
}

async function nextQuestion(tenant: Tenant, residentId: ResidentId, parts: readonly ReceiptPart[]) {
  const [part] = parts
  const company = part && (await loadCompany(tenant, residentId, part.vendor.vendorId))
  const state = company?.uses.find(({ use }) => use.useId === part?.use.useId)
  const item = state && nextSensitive(state)
  return state && item && { use: state.use, item }
}
