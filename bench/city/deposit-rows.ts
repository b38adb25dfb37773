import { createHash } from 'node:crypto'
import { idSchema, startOfDay } from '../../src/kernel/index.ts'
import type { OwnerKeys } from '../../src/platform/keys/index.ts'
import { sealSummary } from '../../src/vault/deposit-summary.ts'
import { sealEnvelope, type EnvelopeId } from '../../src/vault/envelope.ts'
import { importIdSchema, type ImportId } from '../../src/vault/index.ts'
import { days, samplesOf, samplesPerDay, type PlannedResident } from './plan.ts'
import { Rows } from './rows.ts'

/** One deposit of each resident, confirmed: every item they keep, some days of each. */
export function depositRows(now: Date) {
  const rows = tables()
  return {
    data: Object.values(rows),
    /** Returns how many envelopes. */
    add(resident: PlannedResident, keys: OwnerKeys): number {
      const importId = importIdSchema.parse(resident.random.uuid())
      addImport(rows, resident, keys, importId, now)
      return addEnvelopes(rows, resident, keys, importId)
    },
  }
}

function addImport(
  rows: ReturnType<typeof tables>,
  { residentId, items }: PlannedResident,
  keys: OwnerKeys,
  importId: ImportId,
  now: Date,
): void {
  const contentHash = createHash('sha256').update(importId).digest('base64')
  const [first, last] = [days[0], days.at(-1)].map((day) => (day ? startOfDay(day) : now))
  const count = days.length * samplesPerDay
  rows.imports.add({
    resident_id: residentId,
    import_id: importId,
    fingerprint: keys.hmac('values', 'import-fingerprint', contentHash),
    summary: sealSummary(keys, importId, {
      ...{ fileName: 'export.xml', format: 'apple-health', doubt: null, contentHash },
      ...{ counts: items.map((item) => ({ item, count, first: first ?? now, last: last ?? now })) },
      ...{ leftOut: [], chosen: items },
    }),
    confirmed_at: now,
  })
}

function addEnvelopes(
  rows: ReturnType<typeof tables>,
  { residentId, items, random }: PlannedResident,
  keys: OwnerKeys,
  importId: ImportId,
): number {
  for (const item of items)
    for (const day of days) {
      const envelopeId = idSchema<EnvelopeId>().parse(random.uuid())
      const samples = samplesOf(random, item, day)
      const told = { item, source: 'watch' as const, origin: 'Watch', day, samples, documents: [] }
      const { body, count, source } = sealEnvelope(keys, residentId, envelopeId, told)
      const ids = { resident_id: residentId, envelope_id: envelopeId, import_id: importId }
      rows.envelopes.add({ ...ids, item, source, day, count, body })
      rows.days.add({ resident_id: residentId, item, day })
    }
  return items.length * days.length
}

const xid = 'pg_current_xact_id()'

function tables() {
  return {
    imports: new Rows(
      'vault.imports',
      {
        resident_id: 'uuid',
        import_id: 'uuid',
        fingerprint: 'bytea',
        summary: 'bytea',
        confirmed_at: 'timestamptz',
      },
      {
        state: `'live'`,
        bytes_read: '100000',
        bytes_total: '100000',
        created_at: 'confirmed_at',
        expires_at: 'confirmed_at',
      },
    ),
    envelopes: new Rows('vault.envelopes', {
      ...{ resident_id: 'uuid', envelope_id: 'uuid', import_id: 'uuid' },
      ...{ item: 'text', source: 'text', day: 'date', count: 'int', body: 'bytea' },
    }),
    days: new Rows(
      'vault.days',
      { resident_id: 'uuid', item: 'text', day: 'date' },
      { live: 'true', appeared_xid: xid, changed_xid: xid },
    ),
  }
}
