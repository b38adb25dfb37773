/** Who lives in the made-up city, what they keep and what they agreed to: decided by a seed, and stored nowhere. */
import { itemCodes, itemOf, purposeCodes, type ItemCode } from '../../src/catalog/index.ts'
import { addDays, idSchema, localDayOf, startOfDay, type LocalDay } from '../../src/kernel/index.ts'
import { residentIdSchema, type ResidentId } from '../../src/residents/index.ts'
import { useIdSchema, type UseId, type UseTerms } from '../../src/review/index.ts'
import { vendorIdSchema, type VendorId } from '../../src/vendors/index.ts'
import { Random } from './random.ts'

export const companyCount = 50
const itemsPerUse = 4
const daysPerItem = 5
export const samplesPerDay = 4
/** What a company reads of one resident. */
export const recordsPerRead = itemsPerUse * daysPerItem
const firstDay = '2026-06-01' as LocalDay
const shareExpired = 0.1

/** Twenty items a watch or a scale measures: nothing that is asked for alone. */
export const measuredItems = itemCodes.filter((item) => itemOf(item).plausible !== null).slice(0, 20)

export const days: readonly LocalDay[] = Array.from({ length: daysPerItem }, (_, index) =>
  localDayOf(addDays(startOfDay(firstDay), index)),
)

export interface PlannedCompany {
  vendorId: VendorId
  useId: UseId
  items: ItemCode[]
  purpose: UseTerms['purpose']
}

export const companies: readonly PlannedCompany[] = planCompanies()

function planCompanies(): PlannedCompany[] {
  const random = new Random(1)
  return Array.from({ length: companyCount }, (_, index) => ({
    vendorId: vendorIdSchema.parse(random.uuid()),
    useId: useIdSchema.parse(random.uuid()),
    items: pick(random, measuredItems, itemsPerUse),
    purpose: purposeCodes[index % purposeCodes.length] ?? 'research',
  }))
}

export interface PlannedAgreement {
  company: PlannedCompany
  pseudonym: string
  expired: boolean
}

export interface PlannedResident {
  residentId: ResidentId
  agreements: PlannedAgreement[]
  items: ItemCode[]
  /** For whatever else of this resident is made up. */
  random: Random
}

const newResidentId = (random: Random) => residentIdSchema.parse(random.uuid())

/** The n-th resident: one company or two (so about six consents, four items each), chosen as Zipf says (s = 1). */
export function planResident(index: number): PlannedResident {
  const random = new Random(1_000 + index * 7_919)
  const residentId = newResidentId(random)
  const wanted = 1 + random.below(2)
  const chosen = new Set<PlannedCompany>()
  while (chosen.size < wanted) chosen.add(companyByZipf(random))
  const agreements = [...chosen].map((company) => ({
    company,
    pseudonym: idSchema().parse(random.uuid()),
    expired: random.next() < shareExpired,
  }))
  const items = [...new Set(agreements.flatMap(({ company }) => company.items))]
  return { residentId, agreements, items, random }
}

const weights = companies.map((_, index) => 1 / (index + 1))
const weightOfAll = weights.reduce((sum, weight) => sum + weight, 0)

function companyByZipf(random: Random): PlannedCompany {
  let left = random.next() * weightOfAll
  const index = weights.findIndex((weight) => (left -= weight) < 0)
  const company = companies[index] ?? companies[0]
  if (!company) throw new Error('the city has no companies')
  return company
}

function pick<T>(random: Random, from: readonly T[], count: number): T[] {
  const left = [...from]
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)).flat()
}

/** Samples of one day, four of them, six hours apart, within what is plausible. */
export function samplesOf(random: Random, item: ItemCode, day: LocalDay): [number, number, number][] {
  const { min = 0, max = 1 } = itemOf(item).plausible ?? {}
  const midnight = startOfDay(day).getTime()
  return Array.from({ length: samplesPerDay }, (_, index) => {
    const start = midnight + index * 6 * 3_600_000
    const value = min + (max - min) * (0.2 + 0.4 * random.next())
    return [start, start + 600_000, Math.round(value * 10) / 10]
  })
}
