/** What stops promised, held against every line that any company received. */
import type { UseId } from '../../src/review/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ItemCode } from '../../src/catalog/index.ts'
import type { Line } from './service-company.ts'

/** One stop of one use; times in milliseconds since 1970. */
export interface WatchedStop {
  residentId: ResidentId
  useId: UseId
  /** null: all of the use. */
  items: readonly ItemCode[] | null
  askedAt: number
  confirmedAt: number
  /** When もとにもどす or a new consent was asked for. */
  resumedAt: number
  /** Provisions the confirmation named as under way. */
  named: ReadonlySet<string>
}

export interface Judgement {
  /** Came after a confirmation, of a delivery that was neither named nor over. */
  late: { line: Line; stop: WatchedStop }[]
  /** Without a provision in the book. */
  unrecorded: Line[]
  /** Came after a confirmation that named their delivery. */
  named: number
  /** Came after a confirmation, from a delivery that had ended before it: they lay in the network. */
  inTheNetwork: number
  /** Deliveries that had been announced and were held back by the second look. */
  heldBack: number
}

interface ProvisionInBook {
  residentId: ResidentId
  useId: UseId
  openedAt: number
  /** When its last sending ended; Infinity while one has not. */
  closedAt: number
}

export async function judge(
  tenant: Tenant,
  stops: readonly WatchedStop[],
  lines: readonly Line[],
): Promise<Judgement> {
  const book = await readBook(tenant)
  const judgement: Judgement = { late: [], unrecorded: [], named: 0, inTheNetwork: 0, heldBack: 0 }
  const stopsOf = Map.groupBy(stops, (stop) => `${stop.residentId}/${stop.useId}`)
  for (const line of lines) {
    if (line.type !== 'record' && line.type !== 'tombstone') continue
    const provision = book.get(line.provision)
    if (!provision) {
      judgement.unrecorded.push(line)
      continue
    }
    const { residentId, useId, openedAt, closedAt } = provision
    for (const stop of stopsOf.get(`${residentId}/${useId}`) ?? []) {
      // A delivery announced after the consent was given anew lives under that one.
      const concerned = stop.items?.some((item) => item === line.item) ?? true
      if (!concerned || openedAt >= stop.resumedAt || line.arrivedAt <= stop.confirmedAt) continue
      if (stop.named.has(line.provision)) judgement.named += 1
      else if (closedAt <= stop.confirmedAt) judgement.inTheNetwork += 1
      else judgement.late.push({ line, stop })
    }
  }
  judgement.heldBack = await countHeldBack(tenant)
  return judgement
}

async function readBook(tenant: Tenant): Promise<Map<string, ProvisionInBook>> {
  const { rows } = await tenant.database.query<{
    provision_id: string
    resident_id: ResidentId
    use_id: UseId
    opened_at: Date
    closed_at: Date | null
    open: boolean
  }>(
    `select provision_id, resident_id, provision.use_id, provision.opened_at, max(closing.closed_at) as closed_at,
            bool_or(closing.sending_id is null) as open
       from exchange.provisions provision
       join exchange.sendings sending using (resident_id, provision_id)
       left join exchange.closings closing using (resident_id, sending_id)
      group by provision_id, resident_id, provision.use_id, provision.opened_at`,
  )
  return new Map(
    rows.map((row) => [
      row.provision_id,
      {
        residentId: row.resident_id,
        useId: row.use_id,
        openedAt: row.opened_at.getTime(),
        closedAt: row.open || !row.closed_at ? Infinity : row.closed_at.getTime(),
      },
    ]),
  )
}

async function countHeldBack(tenant: Tenant): Promise<number> {
  const { rows } = await tenant.database.query<{ count: number }>(
    `select count(*)::int as count from exchange.closings where outcome = 'not-delivered'`,
  )
  return rows[0]?.count ?? 0
}
