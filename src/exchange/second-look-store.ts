import type pg from 'pg'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { sealedEnvelopeSchema, type SealedEnvelope } from '../vault/index.ts'
import type { Load } from './looks.ts'
import type { Delivery } from './delivery-store.ts'
import type { DayToDeliver } from './store.ts'

/** One day as it may be sent: with its envelopes, or with none when its data was taken back. */
export interface DayFound extends DayToDeliver {
  envelopes: SealedEnvelope[]
}

/** What the second look would take into memory for each of these days, in their order. */
export function weighDays(tenant: Tenant, days: readonly DayToDeliver[]): Promise<Load[]> {
  return selectAsGate<Load>(tenant, loadsOfDays, placesOf(days))
}

/**
 * THE SECOND LOOK. In a fresh snapshot, after the announcement has committed: the sealed bodies of these days, joined
 * with the consent, the resident, the use, the company and its program as they stand now. What was stopped, changed, suspended or
 * ended in between yields no row, and so nothing.
 */
export async function lookAgain(
  tenant: Tenant,
  delivery: Delivery,
  days: readonly DayToDeliver[],
): Promise<DayFound[]> {
  const rows = await selectAsGate<FoundRow>(tenant, secondLook, [
    ...placesOf(days),
    delivery.useId,
    delivery.useVersion,
    tenant.clock.now(),
    delivery.high.toString(),
    delivery.clientId,
  ])
  const byDay = Map.groupBy(rows, (row) => `${row.residentId}/${row.item}/${row.day}`)
  return [...byDay.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { residentId, item, day, live } = first
    const envelopes = group
      .filter((row) => row.envelope_id !== null)
      .map((row) => sealedEnvelopeSchema.parse(row))
    return [{ residentId, item, day, live, envelopes }]
  })
}

type FoundRow = Record<string, unknown> & DayToDeliver & { envelope_id: string | null }

function placesOf(days: readonly DayToDeliver[]): unknown[] {
  return [days.map((day) => day.residentId), days.map((day) => day.item), days.map((day) => day.day)]
}

/** As the gate: row security shows it the bodies of every resident (`the_gate` on vault.envelopes). */
function selectAsGate<Row extends pg.QueryResultRow>(
  tenant: Tenant,
  statement: string,
  parameters: unknown[],
): Promise<Row[]> {
  return inTransaction(
    tenant.database,
    async (client) => (await client.query<Row>(statement, parameters)).rows,
    `begin; set local azukari.reader = 'exchange'`,
  )
}

const loadsOfDays = `
  select load.envelopes, load.bytes
    from unnest($1::uuid[], $2::text[], $3::date[])
           with ordinality as announced (resident_id, item, day, place)
    cross join lateral (select count(*)::int as envelopes, coalesce(sum(octet_length(body)), 0)::float8 as bytes
                          from vault.door_envelopes envelope
                         where envelope.resident_id = announced.resident_id
                           and envelope.item        = announced.item
                           and envelope.day         = announced.day) as load
   order by place`

/**
 * What is the same for every day is looked up once, in a part of its own: among the joins of the days it was the ninth
 * relation, PostgreSQL no longer looked for the best order of them (join_collapse_limit), and asked all companies and all
 * uses for each day: 500 days took 110 ms, and take 10.
 */
const secondLook = `
  with in_force as materialized (
    select
      from review.door_uses use
      join vendors.door_standing vendor
        on vendor.vendor_id      = use.vendor_id
       and vendor.standing       = 'active'
       and vendor.contract_until > $6
      join identity.door_clients client
        on client.client_id = $8
       and client.vendor_id = vendor.vendor_id
       and client.standing  = 'active'
     where use.use_id   = $4
       and use.version  = $5
       and use.standing = 'approved'
  )
  select day.resident_id as "residentId", day.item, day.day::text as day, day.live,
         envelope.envelope_id, envelope.source, envelope.count, envelope.body, envelope.added_xid::text as added
    from in_force
    cross join unnest($1::uuid[], $2::text[], $3::date[]) as announced (resident_id, item, day)
    join consent.door_grants consent
      on consent.resident_id = announced.resident_id
     and consent.item        = announced.item
     and consent.use_id      = $4
     and consent.use_version = $5
     and (consent.state = 'granted' or consent.state = 'paused' and consent.paused_until <= $6)
     and consent.until       > $6
     and consent.changed_xid < $7::xid8
    join residents.door_standing resident
      on resident.resident_id = announced.resident_id
     and resident.standing    = 'active'
    join vault.door_days day
      on day.resident_id = announced.resident_id
     and day.item        = announced.item
     and day.day         = announced.day
     and day.changed_xid < $7::xid8
    left join vault.door_envelopes envelope
      on envelope.resident_id = day.resident_id
     and envelope.item        = day.item
     and envelope.day         = day.day
   order by day.resident_id, day.item, day.day`
