import { createHash } from 'node:crypto'
import { addDays } from '../../src/kernel/index.ts'
import { days, recordsPerRead, type PlannedResident } from './plan.ts'
import { Rows } from './rows.ts'

/** One provision under each agreement, delivered: what a resident's history tells of, and the names companies know. */
export function provisionRows(now: Date) {
  const rows = tables()
  return {
    data: Object.values(rows),
    /** Returns how many provisions. */
    add({ residentId, agreements, random }: PlannedResident): number {
      for (const { company, pseudonym, expired } of agreements) {
        const { useId, vendorId, items } = company
        const at = addDays(now, expired ? -100 : -10)
        rows.pseudonyms.add({ resident_id: residentId, use_id: useId, pseudonym, created_at: at })
        rows.directory.add({ pseudonym_hash: hashOf(pseudonym), resident_id: residentId, use_id: useId })
        const provision = { resident_id: residentId, provision_id: random.uuid() }
        const sending = { resident_id: residentId, sending_id: random.uuid() }
        const of = { takenBack: 0, days: days.length, from: days[0], to: days.at(-1) }
        const told = JSON.stringify(items.map((item) => ({ item, ...of })))
        rows.provisions.add({
          ...provision,
          // The delivery bears the id of its use: there is one of each.
          ...{ delivery_id: useId, use_id: useId, vendor_id: vendorId },
          ...{ pseudonym, items: told, commitment: hashOf(provision.provision_id), opened_at: at },
        })
        rows.sendings.add({ ...provision, ...sending, process_id: provision.provision_id, opened_at: at })
        rows.closings.add({ ...sending, items: told, closed_at: at })
      }
      return agreements.length
    },
  }
}

function hashOf(uuid: string): Buffer {
  return createHash('sha256')
    .update(Buffer.from(uuid.replaceAll('-', ''), 'hex'))
    .digest()
}

const ofUse = { resident_id: 'uuid', use_id: 'uuid' }
const count = String(recordsPerRead)

function tables() {
  return {
    pseudonyms: new Rows(
      'exchange.pseudonyms',
      { ...ofUse, pseudonym: 'uuid', created_at: 'timestamptz' },
      { epoch: '1' },
    ),
    directory: new Rows('exchange.pseudonym_directory', { ...ofUse, pseudonym_hash: 'bytea' }),
    provisions: new Rows(
      'exchange.provisions',
      {
        ...{ ...ofUse, provision_id: 'uuid', delivery_id: 'uuid', vendor_id: 'uuid', pseudonym: 'uuid' },
        ...{ items: 'jsonb', commitment: 'bytea', opened_at: 'timestamptz' },
      },
      { use_version: '1', record_count: count, reason_code: `'monthly-advice'` },
    ),
    sendings: new Rows('exchange.sendings', {
      ...{ resident_id: 'uuid', provision_id: 'uuid', sending_id: 'uuid' },
      ...{ process_id: 'uuid', opened_at: 'timestamptz' },
    }),
    closings: new Rows(
      'exchange.closings',
      { resident_id: 'uuid', sending_id: 'uuid', items: 'jsonb', closed_at: 'timestamptz' },
      { outcome: `'delivered'`, record_count: count },
    ),
  }
}
