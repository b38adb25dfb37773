import { itemOf, type ItemCode } from '../catalog/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { asResident, selectEnvelopes, selectHoldings, type ItemHolding } from './envelope-store.ts'
import { openEnvelope, valuesKeysOf, type SealedEnvelope } from './envelope.ts'
import { sourceKinds } from './importers/index.ts'
import { figureOf, resolveDay, type DayFigure, type ResolvedDay } from './rules.ts'

/** データの分布状況: which data of mine is here, how many days, since when. */
export async function holdingsOf(tenant: Tenant, residentId: ResidentId): Promise<ItemHolding[]> {
  if (!(await valuesKeysOf(tenant, residentId))) return []
  return selectHoldings(tenant.database, residentId)
}

export interface DayView extends ResolvedDay {
  day: LocalDay
  figure: DayFigure
}

/** One item, day by day, as the resident sees it. Days without data are absent. */
export async function daysOf(
  tenant: Tenant,
  residentId: ResidentId,
  item: ItemCode,
  days: { from: LocalDay; to: LocalDay },
): Promise<DayView[]> {
  const keys = await valuesKeysOf(tenant, residentId)
  if (!keys) return []
  const envelopes = await asResident(tenant, residentId, (client) =>
    selectEnvelopes(client, residentId, item, days),
  )
  const byDay = Map.groupBy(envelopes, (envelope) => envelope.day)
  return [...byDay].flatMap(([day, ofDay]) => {
    const resolved = openDay(keys, residentId, item, ofDay)
    const figure = figureOf(itemOf(item).shape, resolved)
    return figure ? [{ day, figure, ...resolved }] : []
  })
}

/** Opens the envelopes of one item and day and resolves them into what is to be read. */
export function openDay(
  keys: OwnerKeys,
  residentId: ResidentId,
  item: ItemCode,
  envelopes: readonly SealedEnvelope[],
): ResolvedDay {
  const statements = envelopes.map((envelope) => ({
    source: envelope.source,
    rank: sourceKinds.indexOf(envelope.source),
    added: envelope.added,
    ...openEnvelope(keys, residentId, envelope),
  }))
  return resolveDay(itemOf(item).shape, statements)
}
