import { newReceiptNumber, receiptHash } from '../../src/consent/receipt-number.ts'
import { addDays } from '../../src/kernel/index.ts'
import type { PlannedAgreement, PlannedResident } from './plan.ts'
import { Rows } from './rows.ts'

/** What residents agreed to: one year long, a month ago, or run out yesterday. */
export function agreementRows(now: Date) {
  const rows = tables()
  return {
    data: Object.values(rows),
    /** Returns how many consents. */
    add(resident: PlannedResident): number {
      let grants = 0
      for (const agreement of resident.agreements) grants += addAgreement(rows, resident, agreement, now)
      return grants
    },
  }
}

function addAgreement(
  rows: ReturnType<typeof tables>,
  { residentId, random }: PlannedResident,
  { company: { useId, items }, expired }: PlannedAgreement,
  now: Date,
): number {
  const happenedAt = addDays(now, expired ? -366 : -30)
  const act = { resident_id: residentId, act_id: random.uuid() }
  const receiptNumber = newReceiptNumber()
  rows.acts.add({ ...act, receipt_number: receiptNumber, use_id: useId, happened_at: happenedAt })
  rows.receipts.add({ ...act, receipt_hash: receiptHash(receiptNumber) })
  for (const item of items) {
    const until = addDays(happenedAt, 365)
    const agreed = { resident_id: residentId, use_id: useId, item, until, event_id: random.uuid() }
    rows.events.add({ ...agreed, act_id: act.act_id, happened_at: happenedAt })
    rows.grants.add({ ...agreed, changed_at: happenedAt })
  }
  return items.length
}

function tables() {
  const agreed = { resident_id: 'uuid', use_id: 'uuid', item: 'text', until: 'timestamptz', event_id: 'uuid' }
  const act = { resident_id: 'uuid', act_id: 'uuid' }
  return {
    acts: new Rows(
      'consent.acts',
      { ...act, receipt_number: 'text', use_id: 'uuid', happened_at: 'timestamptz' },
      { kind: `'agreed'`, actor: `'resident'`, channel: `'web'` },
    ),
    receipts: new Rows('consent.receipt_directory', { ...act, receipt_hash: 'bytea' }),
    events: new Rows(
      'consent.events',
      { ...agreed, act_id: 'uuid', happened_at: 'timestamptz' },
      { kind: `'granted'`, use_version: '1' },
    ),
    grants: new Rows(
      'consent.grants',
      { ...agreed, changed_at: 'timestamptz' },
      { state: `'granted'`, use_version: '1', first_granted_xid: 'pg_current_xact_id()' },
    ),
  }
}
