import type pg from 'pg'
import type { ItemCode } from '../catalog/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import { breaksUntilServed } from './rules.ts'
import type { Delivery, ProvisionId, Pseudonym, SendingId } from './delivery-store.ts'

/** How much of one item a provision holds: days with data, days that are taken back, from when to when. */
export interface ProvisionItem {
  item: ItemCode
  days: number
  takenBack: number
  from: LocalDay
  to: LocalDay
}

/** One line of the record of provision (第三者提供記録): what this delivery takes of this resident. */
export interface Provision {
  provisionId: ProvisionId
  residentId: ResidentId
  pseudonym: Pseudonym
  items: ProvisionItem[]
  commitment: Buffer
}

/** Makes a pseudonym for each resident who has none yet under this use (`named`). Epoch 1; rotation adds later ones. */
export async function ensurePseudonyms(
  client: Queryable,
  useId: UseId,
  residentIds: readonly ResidentId[],
  now: Date,
): Promise<{ pseudonyms: Map<ResidentId, Pseudonym>; named: ResidentId[] }> {
  const known = await selectPseudonyms(client, useId, residentIds)
  const nameless = residentIds.filter((residentId) => !known.has(residentId))
  if (nameless.length === 0) return { pseudonyms: known, named: [] }
  await client.query(
    `with fresh as (
       insert into exchange.pseudonyms (resident_id, use_id, epoch, pseudonym, created_at)
       select resident_id, $1, 1, gen_random_uuid(), $3 from unnest($2::uuid[]) as one (resident_id)
       on conflict do nothing
       returning pseudonym, resident_id, use_id)
     insert into exchange.pseudonym_directory (pseudonym_hash, resident_id, use_id)
     select sha256(uuid_send(pseudonym)), resident_id, use_id from fresh`,
    [useId, nameless, now],
  )
  return { pseudonyms: await selectPseudonyms(client, useId, residentIds), named: nameless }
}

/** Of which of these this company has had nothing yet, under any use. */
export async function selectNeverProvided(
  client: Queryable,
  vendorId: string,
  residentIds: readonly ResidentId[],
): Promise<ResidentId[]> {
  if (residentIds.length === 0) return []
  const { rows } = await client.query<{ residentId: ResidentId }>(
    `select resident_id as "residentId" from unnest($2::uuid[]) as one (resident_id)
      where not exists (select from exchange.provisions provision
                         where provision.resident_id = one.resident_id and vendor_id = $1)`,
    [vendorId, residentIds],
  )
  return rows.map(({ residentId }) => residentId)
}

async function selectPseudonyms(
  client: Queryable,
  useId: UseId,
  residentIds: readonly ResidentId[],
): Promise<Map<ResidentId, Pseudonym>> {
  const { rows } = await client.query<{ residentId: ResidentId; pseudonym: Pseudonym }>(
    `select distinct on (resident_id) resident_id as "residentId", pseudonym
       from exchange.pseudonyms where use_id = $1 and resident_id = any($2::uuid[])
      order by resident_id, epoch desc`,
    [useId, residentIds],
  )
  return new Map(rows.map((row) => [row.residentId, row.pseudonym]))
}

/** What a company has received of a resident: under which newest name, and which items. */
export interface Received {
  residentId: ResidentId
  subject: Pseudonym
  items: ItemCode[]
}

/**
 * What has been sent of these residents under this use. A resident who was announced and then held back has a
 * pseudonym, but the company has never seen it, nor which items it would have received.
 */
export async function selectReceived(
  client: Queryable,
  useId: UseId,
  residentIds: readonly ResidentId[],
): Promise<Received[]> {
  const { rows } = await client.query<Received & pg.QueryResultRow>(
    `select resident_id as "residentId", (array_agg(pseudonym order by provision.opened_at desc))[1] as subject,
            array_agg(distinct one ->> 'item') as items
       from exchange.provisions provision
       join exchange.sendings sending using (resident_id, provision_id)
       left join exchange.closings closing using (resident_id, sending_id)
      cross join jsonb_array_elements(coalesce(closing.items, provision.items)) as one
      where provision.use_id = $1 and resident_id = any($2::uuid[])
        and closing.outcome is distinct from 'not-delivered'
      group by resident_id order by resident_id`,
    [useId, residentIds],
  )
  return rows
}

/** Whom this use knows under this name; another use's pseudonym is the same as none. */
export async function selectSubject(
  client: Queryable,
  useId: UseId,
  pseudonym: Pseudonym,
): Promise<ResidentId | undefined> {
  const { rows } = await client.query<{ resident_id: ResidentId }>(
    'select resident_id from exchange.pseudonym_directory where pseudonym_hash = sha256(uuid_send($1)) and use_id = $2',
    [pseudonym, useId],
  )
  return rows[0]?.resident_id
}

/** The provisions this delivery has opened already: a repeat sends the same ones again. */
export async function selectProvisions(
  client: Queryable,
  delivery: Delivery,
  residentIds: readonly ResidentId[],
): Promise<Provision[]> {
  const { rows } = await client.query<Provision & pg.QueryResultRow>(
    `select provision_id as "provisionId", resident_id as "residentId", pseudonym, items, commitment
       from exchange.provisions where delivery_id = $1 and resident_id = any($2::uuid[])`,
    [delivery.deliveryId, residentIds],
  )
  return rows
}

export async function insertProvisions(
  client: Queryable,
  delivery: Delivery,
  provisions: readonly Provision[],
  openedAt: Date,
): Promise<void> {
  await client.query(
    `insert into exchange.provisions
       (resident_id, provision_id, delivery_id, vendor_id, use_id, use_version, pseudonym, items, record_count,
        reason_code, own_words, commitment, opened_at)
     select resident_id, provision_id, $1, $2, $3, $4, pseudonym, items, record_count, $5, $6, commitment, $7
       from unnest($8::uuid[], $9::uuid[], $10::uuid[], $11::jsonb[], $12::int[], $13::bytea[])
         as provision (resident_id, provision_id, pseudonym, items, record_count, commitment)`,
    [
      delivery.deliveryId,
      delivery.vendorId,
      delivery.useId,
      delivery.useVersion,
      delivery.reasonCode,
      delivery.ownWords,
      openedAt,
      provisions.map((provision) => provision.residentId),
      provisions.map((provision) => provision.provisionId),
      provisions.map((provision) => provision.pseudonym),
      provisions.map((provision) => JSON.stringify(provision.items)),
      provisions.map((provision) => recordCountOf(provision.items)),
      provisions.map((provision) => provision.commitment),
    ],
  )
}

/** Days that were given or taken back. */
export function recordCountOf(items: readonly ProvisionItem[]): number {
  return items.reduce((sum, item) => sum + item.days + item.takenBack, 0)
}

/** One attempt to send one provision. */
export interface Sending {
  sendingId: SendingId
  residentId: ResidentId
  provisionId: ProvisionId
}

export async function insertSendings(
  client: Queryable,
  sendings: readonly Sending[],
  processId: string,
  openedAt: Date,
): Promise<void> {
  await client.query(
    `insert into exchange.sendings (resident_id, sending_id, provision_id, process_id, opened_at)
     select resident_id, sending_id, provision_id, $1, $2
       from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as sending (resident_id, sending_id, provision_id)`,
    [
      processId,
      openedAt,
      sendings.map((sending) => sending.residentId),
      sendings.map((sending) => sending.sendingId),
      sendings.map((sending) => sending.provisionId),
    ],
  )
}

/**
 * `held-back`: a part left, and the second look found that the rest may not; `broken-off`: the connection ended, or the
 * delivery did, before all was sent.
 */
export type Outcome = 'delivered' | 'held-back' | 'not-delivered' | 'broken-off'

export interface Closing {
  sending: Sending
  outcome: Outcome
  /** What was handed to the network; empty when nothing was. */
  items: ProvisionItem[]
}

/**
 * Writes how sendings ended. May be repeated, and may name sendings that never came to be: an answer of the database
 * that was lost leaves open which of the two it is.
 */
export async function insertClosings(
  client: Queryable,
  closings: readonly Closing[],
  closedAt: Date,
): Promise<void> {
  await client.query(
    `insert into exchange.closings (resident_id, sending_id, outcome, items, record_count, closed_at)
     select resident_id, sending_id, outcome, items, record_count, $1
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::int[])
         as closing (resident_id, sending_id, outcome, items, record_count)
       join exchange.sendings using (resident_id, sending_id)
     on conflict do nothing`,
    [
      closedAt,
      closings.map((closing) => closing.sending.residentId),
      closings.map((closing) => closing.sending.sendingId),
      closings.map((closing) => closing.outcome),
      closings.map((closing) => JSON.stringify(closing.items)),
      closings.map((closing) => recordCountOf(closing.items)),
    ],
  )
}

/**
 * Of these residents, those to whom a use that may be served once has been served by other deliveries: whole, in part
 * because they stopped the rest, or by as many broken connections as count as that. Where the second look refused
 * everything, the one time is not used up.
 */
export async function selectAlreadyServed(
  client: Queryable,
  delivery: Delivery,
  residentIds: readonly ResidentId[],
): Promise<Set<ResidentId>> {
  const { rows } = await client.query<{ resident_id: ResidentId }>(
    `select resident_id
       from exchange.provisions provision
       join exchange.sendings sending using (resident_id, provision_id)
       left join exchange.closings closing using (resident_id, sending_id)
      where provision.use_id = $1 and resident_id = any($2::uuid[])
        and provision.delivery_id <> $3
      group by resident_id
     having bool_or(closing.outcome is null or closing.outcome in ('delivered', 'held-back'))
         or count(*) filter (where closing.outcome = 'broken-off') >= $4`,
    [delivery.useId, residentIds, delivery.deliveryId, breaksUntilServed],
  )
  return new Set(rows.map((row) => row.resident_id))
}
