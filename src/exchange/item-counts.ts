import type { ItemCode } from '../catalog/index.ts'
import type { ProvisionItem } from './provision-store.ts'
import type { DayToDeliver } from './store.ts'

/** Days of one resident, counted per item as the record of provision names them. */
export class ItemCounts {
  readonly #items = new Map<ItemCode, ProvisionItem>()
  total = 0

  add({ item, day, live }: Pick<DayToDeliver, 'item' | 'day' | 'live'>): void {
    const before = this.#items.get(item) ?? { item, days: 0, takenBack: 0, from: day, to: day }
    this.#items.set(item, {
      item,
      days: before.days + (live ? 1 : 0),
      takenBack: before.takenBack + (live ? 0 : 1),
      from: day < before.from ? day : before.from,
      to: day > before.to ? day : before.to,
    })
    this.total += 1
  }

  /** In the order in which each item was first met. */
  items(): ProvisionItem[] {
    return [...this.#items.values()]
  }
}

export function countByItem(days: readonly DayToDeliver[]): ProvisionItem[] {
  const counts = new ItemCounts()
  for (const day of days) counts.add(day)
  return counts.items()
}
