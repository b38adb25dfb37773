import type { ProvisionItem } from './provision-store.ts'
import type { DayToDeliver } from './store.ts'

/** The days of one resident, counted per item as the record of provision names them. */
export function groupByItem(days: readonly DayToDeliver[]): ProvisionItem[] {
  return [...Map.groupBy(days, (day) => day.item)].map(([item, ofItem]) => {
    const dates = ofItem.map((day) => day.day).sort()
    const live = ofItem.filter((day) => day.live).length
    const [from, to] = [dates[0], dates.at(-1)]
    if (!from || !to) throw new Error('an item without days cannot be provided')
    return { item, days: live, takenBack: ofItem.length - live, from, to }
  })
}
