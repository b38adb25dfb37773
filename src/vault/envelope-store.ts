import type { ItemCode } from '../catalog/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { sealedEnvelopeSchema, type EnvelopeHeader, type SealedEnvelope } from './envelope.ts'
import type { ImportId } from './import-store.ts'

/**
 * Stages envelopes while the import is being read, and none once it was ended. Returns whether it is still read. Call
 * inside `asResident`.
 */
export async function insertStaged(
  client: Queryable,
  residentId: ResidentId,
  importId: ImportId,
  envelopes: readonly (EnvelopeHeader & { body: Buffer })[],
): Promise<boolean> {
  const { rowCount } = await client.query(
    `with reading as (select from vault.imports
                       where resident_id = $1 and import_id = $2 and state = 'reading' for share)
     insert into vault.staged_envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
     select $1, envelope_id, $2, item, source, day, count, body
       from reading, unnest($3::uuid[], $4::text[], $5::text[], $6::date[], $7::int[], $8::bytea[])
         as staged (envelope_id, item, source, day, count, body)`,
    [
      residentId,
      importId,
      envelopes.map((envelope) => envelope.envelopeId),
      envelopes.map((envelope) => envelope.item),
      envelopes.map((envelope) => envelope.source),
      envelopes.map((envelope) => envelope.day),
      envelopes.map((envelope) => envelope.count),
      envelopes.map((envelope) => envelope.body),
    ],
  )
  return rowCount === envelopes.length
}

/** How many days of all items the resident would have, were these items of the preview live, too. */
export async function countDaysWith(
  client: Queryable,
  residentId: ResidentId,
  importId: ImportId,
  items: readonly ItemCode[],
): Promise<number> {
  const { rows } = await client.query<{ days: number }>(
    `select count(*)::int as days
       from (select item, day from vault.days where resident_id = $1
             union
             select item, day from vault.staged_envelopes
              where resident_id = $1 and import_id = $2 and item = any($3::text[])) as day`,
    [residentId, importId, items],
  )
  return rows[0]?.days ?? 0
}

/** Makes the chosen items of a preview live. False when it is none any more, or the same content is live already. */
export async function makeLive(
  client: Queryable,
  residentId: ResidentId,
  importId: ImportId,
  chosen: { items: readonly ItemCode[]; fingerprint: Buffer; summary: Buffer; confirmedAt: Date },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update vault.imports set state = 'live', fingerprint = $3, summary = $4, confirmed_at = $5
      where resident_id = $1 and import_id = $2 and state = 'preview'
        and not exists (select from vault.imports other
                         where other.resident_id = $1 and other.state = 'live' and other.fingerprint = $3)`,
    [residentId, importId, chosen.fingerprint, chosen.summary, chosen.confirmedAt],
  )
  if (rowCount !== 1) return false
  const parameters = [residentId, importId, chosen.items]
  await client.query(
    `insert into vault.envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
     select resident_id, envelope_id, import_id, item, source, day, count, body
       from vault.staged_envelopes
      where resident_id = $1 and import_id = $2 and item = any($3::text[])`,
    parameters,
  )
  await client.query(
    `insert into vault.days as days (resident_id, item, day, live, appeared_xid, changed_xid)
     select distinct resident_id, item, day, true, pg_current_xact_id(), pg_current_xact_id()
       from vault.staged_envelopes
      where resident_id = $1 and import_id = $2 and item = any($3::text[])
     on conflict (resident_id, item, day) do update
       set changed_xid = excluded.changed_xid,
           live        = true`,
    parameters,
  )
  await client.query('delete from vault.staged_envelopes where resident_id = $1 and import_id = $2', [
    residentId,
    importId,
  ])
  return true
}

/** Takes a live import out again; a day that nothing else speaks of stays as a tombstone. False when not live. */
export async function takeOut(
  client: Queryable,
  residentId: ResidentId,
  importId: ImportId,
  undoneAt: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update vault.imports set state = 'undone', undone_at = $3, fingerprint = null
      where resident_id = $1 and import_id = $2 and state = 'live'`,
    [residentId, importId, undoneAt],
  )
  if (rowCount !== 1) return false
  const { rows } = await client.query<{ item: ItemCode; day: string }>(
    `delete from vault.envelopes where resident_id = $1 and import_id = $2 returning item, day::text`,
    [residentId, importId],
  )
  await client.query(
    `update vault.days days
        set changed_xid = pg_current_xact_id(),
            live = exists (select from vault.envelopes envelope
                            where envelope.resident_id = days.resident_id
                              and envelope.item = days.item and envelope.day = days.day)
      where days.resident_id = $1
        and (days.item, days.day) in (select * from unnest($2::text[], $3::date[]))`,
    [residentId, rows.map((row) => row.item), rows.map((row) => row.day)],
  )
  return true
}

export interface ItemHolding {
  item: ItemCode
  days: number
  first: LocalDay
  last: LocalDay
}

/** What is kept of this resident, by item: where from, how many days, from when to when. */
export async function selectHoldings(client: Queryable, residentId: ResidentId): Promise<ItemHolding[]> {
  const { rows } = await client.query<ItemHolding & { item: ItemCode }>(
    `select item, count(*)::int as days, min(day)::text as first, max(day)::text as last
       from vault.days where resident_id = $1 and live group by item order by item`,
    [residentId],
  )
  return rows
}

/** How much is said of one item on one day. */
export interface DayLoad {
  day: LocalDay
  envelopes: number
  /** Of their sealed bodies. */
  bytes: number
}

/** Days between two (inclusive) of which something is said, in order. Call inside `asResident`. */
export async function selectDayLoads(
  client: Queryable,
  residentId: ResidentId,
  item: ItemCode,
  days: { from: LocalDay; to: LocalDay },
): Promise<DayLoad[]> {
  const { rows } = await client.query<DayLoad>(
    `select day::text, count(*)::int as envelopes, sum(octet_length(body))::float8 as bytes
       from vault.envelopes
      where resident_id = $1 and item = $2 and day between $3 and $4
      group by day order by day`,
    [residentId, item, days.from, days.to],
  )
  return rows
}

/** One day of three devices that were exported daily for 36 years. */
const envelopesAtMost = 40_000

/** Everything that is said of one item between two days (inclusive). Call inside `asResident`. */
export async function selectEnvelopes(
  client: Queryable,
  residentId: ResidentId,
  item: ItemCode,
  days: { from: LocalDay; to: LocalDay },
): Promise<SealedEnvelope[]> {
  const { rows } = await client.query(
    `select envelope_id, item, source, day::text, count, body, added_xid::text as added
       from vault.envelopes
      where resident_id = $1 and item = $2 and day between $3 and $4
      order by day, added_xid, envelope_id limit $5`,
    [residentId, item, days.from, days.to, envelopesAtMost + 1],
  )
  // A silent cut would show a day that is not what was deposited.
  if (rows.length > envelopesAtMost) throw new RangeError('too many envelopes at once: ask for fewer days')
  return rows.map((row) => sealedEnvelopeSchema.parse(row))
}
