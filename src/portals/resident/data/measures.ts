import { itemOf, type ItemCode } from '../../../catalog/index.ts'
import type { Sentence } from '../../../kernel/index.ts'

/** How a day's figure of an item is told: divided by `per`, so many digits, in this unit. */
export interface Measure {
  unit: Sentence
  per: number
  digits: number
}

const same = (unit: string): Sentence => ({ ja: unit, jaEasy: unit, en: unit })
const unit = (ja: string, jaEasy: string, en: string): Sentence => ({ ja, jaEasy, en })

/** By the catalogue's unit. */
export const byUnit: Readonly<Record<string, Measure>> = {
  m: { unit: same('m'), per: 1, digits: 2 },
  kcal: { unit: same('kcal'), per: 1, digits: 0 },
  min: { unit: unit('分', '分', 'min'), per: 1, digits: 0 },
  kg: { unit: same('kg'), per: 1, digits: 1 },
  cm: { unit: same('cm'), per: 1, digits: 1 },
  '%': { unit: same('%'), per: 1, digits: 1 },
  'kg/m2': { unit: same('kg/m²'), per: 1, digits: 1 },
  Cel: { unit: same('℃'), per: 1, digits: 1 },
  '/min': { unit: unit('回/分', '回/分', 'per minute'), per: 1, digits: 0 },
  'mm[Hg]': { unit: same('mmHg'), per: 1, digits: 0 },
  'mg/dL': { unit: same('mg/dL'), per: 1, digits: 0 },
  'm/s': { unit: unit('m/秒', 'm/秒', 'm/s'), per: 1, digits: 2 },
}

/** Where people say it otherwise than the catalogue keeps it. */
export const byItem: Partial<Record<ItemCode, Measure>> = {
  'activity.steps': { unit: unit('歩', '歩', 'steps'), per: 1, digits: 0 },
  'activity.flights': { unit: unit('階', '階', 'floors'), per: 1, digits: 0 },
  'activity.distance': { unit: same('km'), per: 1_000, digits: 2 },
  // A span's figure is in minutes.
  'sleep.stage': { unit: unit('時間', '時間', 'hours'), per: 60, digits: 1 },
}

/** How to tell this item's figures, or undefined where days have records but no figure: routes, other spans. */
export function measureOf(item: ItemCode): Measure | undefined {
  return byItem[item] ?? byUnit[itemOf(item).unit]
}
