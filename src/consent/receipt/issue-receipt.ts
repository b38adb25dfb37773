import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { issueDocument, openingOf } from '../../proof/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { findUseVersion } from '../../review/index.ts'
import { findVendor } from '../../vendors/index.ts'
import { findReceipt } from '../find-consent.ts'
import { eventRecord, type EventRecord } from './event-record.ts'
import { receiptDocument, type ReceiptPart } from './receipt-document.ts'

/**
 * The receipt of one act as a document that can be checked without the city. Each time it is asked for, it carries the
 * evidence of that moment: soon after the act, that its leaves are promised; later, that they are in the log.
 */
export async function issueReceipt(
  tenant: Tenant,
  residentId: ResidentId,
  receiptNumber: string,
): Promise<{ ok: true; document: object } | Refusal<'not-found' | 'nothing-logged-yet'>> {
  const keys = await tenant.keys.find(residentId)
  const found = await findReceipt(tenant, residentId, receiptNumber)
  // Without the records key nobody can open what was committed to any more.
  if (!found || !keys?.has('records')) return refuse('not-found')
  const { act, events } = found
  const records = events.map((event) => eventRecord(residentId, act, event))
  const byUse = Map.groupBy(records, ({ useId, useVersion }) => `${useId}/${String(useVersion)}`)
  const parts = await Promise.all([...byUse.values()].map((ofUse) => partOf(tenant, ofUse)))
  const openings = records.map((record) => ({
    ...openingOf(keys, 'consent-event', record.eventId, record),
    queuedAt: act.happenedAt,
  }))
  const document = receiptDocument({ city: tenant.city, residentId, act, parts }, tenant.clock.now())
  return issueDocument(tenant, document, openings)
}

/** In the terms of that day, and with the company as it calls itself now. */
async function partOf(tenant: Tenant, records: readonly EventRecord[]): Promise<ReceiptPart> {
  const [first] = records
  const use = first && (await findUseVersion(tenant.database, first.useId, first.useVersion))
  const vendor = use && (await findVendor(tenant.database, use.vendorId))
  if (!use || !vendor) throw new Error('a receipt of a use that is not there')
  return { use, vendor, records }
}
