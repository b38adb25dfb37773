import type { ItemCode } from '../../catalog/index.ts'
import { localDaySchema, type LocalDay } from '../../kernel/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { RecordedOpening } from '../../shares/index.ts'
import { sealedEnvelopeSchema, type SealedEnvelope } from '../../vault/index.ts'

/** One day of one item that a share may show. */
export interface SharedDay {
  residentId: ResidentId
  item: ItemCode
  day: LocalDay
  live: boolean
}

/** The days of which there is something: of the items and the days that were chosen, and of no others. */
export async function selectSharedDays(
  client: Queryable,
  residentId: ResidentId,
  shareId: string,
): Promise<SharedDay[]> {
  const { rows } = await client.query<SharedDay>(
    `select share.resident_id as "residentId", day.item, day.day::text as day, true as live
       from shares.door_shares share
       join vault.door_days day
         on day.resident_id = share.resident_id
        and day.item = any(share.items)
        and day.day between share.day_from and share.day_to
        and day.live
      where share.resident_id = $1 and share.share_id = $2
      order by day.item, day.day`,
    [residentId, shareId],
  )
  return rows
}

interface DayFound {
  item: ItemCode
  day: LocalDay
  envelopes: SealedEnvelope[]
}

/**
 * THE SECOND LOOK, of a share. In a fresh snapshot, after the opening has committed: the sealed bodies of these days, joined with
 * the share, what opens it, and the resident as they stand now. What ended in between, was never chosen, or lies outside of
 * the chosen days yields no row, and so nothing.
 */
export async function lookAgainAtShare(
  tenant: Tenant,
  { residentId, openingId, share: { shareId } }: RecordedOpening,
  days: readonly SharedDay[],
): Promise<DayFound[]> {
  const parameters = [
    ...[residentId, shareId, openingId, tenant.clock.now()],
    ...[days.map(({ item }) => item), days.map(({ day }) => day)],
  ]
  const { rows } = await inTransaction(
    tenant.database,
    (client) => client.query(secondLook, parameters),
    `begin; set local azukari.reader = 'exchange'`,
  )
  const envelopes = rows.map((row) => sealedEnvelopeSchema.parse(row))
  return [...Map.groupBy(envelopes, ({ item, day }) => `${item}/${day}`).values()].flatMap((ofDay) => {
    const [first] = ofDay
    return first ? [{ item: first.item, day: localDaySchema.parse(first.day), envelopes: ofDay }] : []
  })
}

const stillOpen = `identity.door_share_codes code
    join residents.door_standing resident
      on resident.resident_id = code.resident_id
     and resident.standing    = 'active'`
const asItStands = `code.resident_id = $1 and code.share_id = $2 and code.until > $4
    and (code.used_by is null or code.used_by = $3)`

const secondLook = `
  select envelope.envelope_id, envelope.item, envelope.source, envelope.day::text as day, envelope.count, envelope.body,
         envelope.added_xid::text as added
    from ${stillOpen}
    join shares.door_shares share
      on share.resident_id = code.resident_id
     and share.share_id    = code.share_id
    cross join unnest($5::text[], $6::date[]) as announced (item, day)
    join vault.door_envelopes envelope
      on envelope.resident_id = share.resident_id
     and envelope.item        = announced.item
     and envelope.day         = announced.day
     and envelope.item        = any(share.items)
     and envelope.day between share.day_from and share.day_to
   where ${asItStands}
   order by envelope.item, envelope.day, envelope.added_xid, envelope.envelope_id`

/** Once more, when everything is ready and nothing of it has left. */
export async function isStillOpen(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  { residentId, openingId, share: { shareId } }: RecordedOpening,
): Promise<boolean> {
  const { rows } = await database.query(`select from ${stillOpen} where ${asItStands}`, [
    ...[residentId, shareId, openingId, clock.now()],
  ])
  return rows.length === 1
}
