import type pg from 'pg'
import { z } from 'zod'
import type { ItemCode } from '../catalog/index.ts'
import { grantRowSchema } from '../consent/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema, standings, type ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import { vendorStandings } from '../vendors/index.ts'
import type { Delivery, DeliveryId } from './delivery-store.ts'

/**
 * Announcements of one delivery come one after the other, and those of a use that may be served once: two at the same
 * moment would each find that nobody has been served yet. No stop waits for this.
 */
export async function lockAnnouncement(client: Queryable, of: DeliveryId | UseId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('exchange/announce/' || $1::text, 0))`, [
    of,
  ])
}

/** Company, use and program as they stand at this moment. What is not there stands in no way at all: it has no row. */
const standingSchema = z.object({
  vendorStanding: z.enum(vendorStandings),
  contractUntil: z.date(),
  useStanding: z.enum(['approved', 'suspended', 'ended']),
  useVersion: z.int(),
  /** Whether the program that asked is still one of this company's. One that nobody has registered is none. */
  programLetIn: z.boolean(),
})
export type StandingNow = z.infer<typeof standingSchema>

export async function selectStanding(
  client: Queryable,
  { vendorId, useId, clientId }: Pick<Delivery, 'vendorId' | 'useId' | 'clientId'>,
): Promise<StandingNow | undefined> {
  const { rows } = await client.query(
    `select vendor.standing as "vendorStanding", vendor.contract_until as "contractUntil",
            use.standing as "useStanding", use.version as "useVersion",
            exists (select from identity.door_clients client
                     where client.client_id = $3 and client.vendor_id = $1
                       and client.standing = 'active') as "programLetIn"
       from vendors.door_standing vendor
       join review.door_uses use on use.vendor_id = vendor.vendor_id
      where vendor.vendor_id = $1 and use.use_id = $2`,
    [vendorId, useId, clientId],
  )
  return rows.map((row) => standingSchema.parse(row))[0]
}

/** A grant with its place on the change cursor; `firstGranted` is null where there never was a yes. */
const placedGrantSchema = grantRowSchema.extend({
  residentId: residentIdSchema,
  changed: z.string().transform(BigInt),
  firstGranted: z.string().transform(BigInt).nullable(),
  /** How the resident stands; a word that is none of ours is a no. */
  standing: z.enum(standings).catch('unknown'),
})
export type PlacedGrant = z.infer<typeof placedGrantSchema>

const grantColumns = `consent.resident_id as "residentId", use_id as "useId", use_version as "useVersion", item, state, until,
  paused_until as "pausedUntil", changed_xid::text as changed, first_granted_xid::text as "firstGranted", resident.standing`

const grantsAndStanding = `consent.door_grants consent left join residents.door_standing resident using (resident_id)`

/** What the next residents in order have said about this use: at most `limit` residents, or one who is named. */
export async function selectGrantsOfUse(
  client: Queryable,
  useId: UseId,
  page: { after: ResidentId | null; limit: number; only: ResidentId | null },
): Promise<PlacedGrant[]> {
  const { rows } = page.only
    ? await client.query(
        `select ${grantColumns} from ${grantsAndStanding}
          where consent.resident_id = $1 and use_id = $2 order by item`,
        [page.only, useId],
      )
    : await client.query(
        `select ${grantColumns} from ${grantsAndStanding}
          where use_id = $1
            and consent.resident_id in (select distinct resident_id from consent.door_grants
                                 where use_id = $1 and ($2::uuid is null or resident_id > $2)
                                 order by resident_id limit $3)
          order by consent.resident_id, item`,
        [useId, page.after, page.limit],
      )
  return z.array(placedGrantSchema).parse(rows)
}

/** One day of one item that has something new for this company since its cursor. */
export interface DayToDeliver {
  residentId: ResidentId
  item: ItemCode
  day: LocalDay
  live: boolean
}

/** What lies in it: everything, or only days that have no data any more. */
interface Window {
  low: bigint
  high: bigint
  onlyWithdrawn?: boolean
}

/** Days are looked for under so many consents at a time. */
const grantsAtOnce = 100

/**
 * The days of these (resident, item) pairs that lie in the window, in the order of the pairs. A day stands where it last
 * changed or where its consent was given, whichever is later. A day without data is told to a company that may have seen
 * it with data: one that has read past the day's first data and the first consent, whatever was undone, stopped or given
 * again since.
 */
export async function selectDaysInWindow(
  client: Queryable,
  grants: readonly PlacedGrant[],
  window: Window,
  limit: number,
): Promise<DayToDeliver[]> {
  const withNews = await selectWithNews(client, grants, window)
  let days: DayToDeliver[] = []
  for (let at = 0; at < withNews.length && days.length < limit; at += grantsAtOnce) {
    const next = withNews.slice(at, at + grantsAtOnce)
    days = days.concat(await selectDays(client, next, window, limit - days.length))
  }
  return days
}

/**
 * Those under which something may lie in the window. Asked first and by the index on changes, because most polls find
 * nothing: 3,000 consents with 1,000 days each took 4.5 s in one join with the days, and take 30 ms; and all of those
 * days, 5,000 at a time, 1.5 s a time, and now 60 ms.
 */
async function selectWithNews(
  client: Queryable,
  grants: readonly PlacedGrant[],
  { low }: { low: bigint },
): Promise<PlacedGrant[]> {
  // From the start everything is news.
  if (low === 0n) return [...grants]
  const { rows } = await client.query<{ place: number }>(
    `select (place - 1)::int as place
       from unnest($1::uuid[], $2::text[], $3::xid8[])
              with ordinality as consent (resident_id, item, changed_xid, place)
       left join lateral (select true as found from vault.door_days day
                           where day.resident_id = consent.resident_id
                             and day.item        = consent.item
                             and day.changed_xid >= $4::xid8
                           limit 1) as news on true
      where news.found or consent.changed_xid >= $4::xid8`,
    [...placesOf(grants), low.toString()],
  )
  const found = new Set(rows.map(({ place }) => place))
  return grants.filter((_, place) => found.has(place))
}

async function selectDays(
  client: Queryable,
  grants: readonly PlacedGrant[],
  { low, high, onlyWithdrawn = false }: Window,
  limit: number,
): Promise<DayToDeliver[]> {
  const { rows } = await client.query<DayToDeliver & pg.QueryResultRow>(
    `select consent.resident_id as "residentId", consent.item, found.day::text as day, found.live
       from unnest($1::uuid[], $2::text[], $3::xid8[], $4::xid8[])
              with ordinality as consent (resident_id, item, changed_xid, first_granted_xid, place)
       join lateral (select day.day, day.live from vault.door_days day
                      where day.resident_id = consent.resident_id
                        and day.item        = consent.item
                        and greatest(day.changed_xid, consent.changed_xid) >= $5::xid8
                        and greatest(day.changed_xid, consent.changed_xid) <  $6::xid8
                        and (day.live or greatest(day.appeared_xid, consent.first_granted_xid) < $5::xid8)
                        and not ($8::boolean and day.live)
                      order by day.day limit $7) as found on true
      order by consent.place, found.day limit $7`,
    [
      ...placesOf(grants),
      grants.map((grant) => grant.firstGranted?.toString() ?? null),
      low.toString(),
      high.toString(),
      limit,
      onlyWithdrawn,
    ],
  )
  return rows
}

function placesOf(grants: readonly PlacedGrant[]): unknown[] {
  return [
    grants.map((grant) => grant.residentId),
    grants.map((grant) => grant.item),
    grants.map((grant) => grant.changed.toString()),
  ]
}
