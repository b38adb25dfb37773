import { kindsOfCards } from './kinds-of-cards.ts'
import { kindsOfDeliveries } from './kinds-of-deliveries.ts'
import { kindsOfNotices } from './kinds-of-notices.ts'
import { kindsOfCompanies } from './kinds-of-companies.ts'
import { kindsOfTheCounter } from './kinds-of-the-counter.ts'
import { kindsOfResidents } from './kinds-of-residents.ts'
import { kindsOfTheCity } from './kinds-of-the-city.ts'
import { kindsOfTerms } from './kinds-of-terms.ts'
import { kindsOfJoining } from './kinds-of-joining.ts'
import type { Kind } from './kind.ts'

/** Everything that a city holds. */
export const kinds: readonly Kind[] = [
  ...kindsOfResidents,
  ...kindsOfDeliveries,
  ...kindsOfCards,
  ...kindsOfTerms,
  ...kindsOfTheCounter,
  ...kindsOfJoining,
  ...kindsOfNotices,
  ...kindsOfTheCity,
  ...kindsOfCompanies,
]

export function fileOf({ name }: Pick<Kind, 'name'>): string {
  return `${name}.ndjson.zst.age`
}
