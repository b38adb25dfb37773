import { itemOf, type ItemCode } from '../../../catalog/index.ts'
import type { SampleCollector, SampleKey } from '../collect-samples.ts'
import { toCatalogueUnit } from '../units.ts'
import { appleDate } from './dates.ts'
import { sourceKindOf } from './sources.ts'
import { meaningOf, reproductiveCode, sleepCode } from './types.ts'

/** Attributes of one element, as the file has them. */
export type Attributes = Record<string, string>

const numberShape = /^-?\d{1,20}(?:\.\d{1,25})?(?:[eE][+-]?\d{1,3})?$/

/** One `<Record>` with what stood inside it: kept as a sample or left out with its reason. */
export function takeRecord(collector: SampleCollector, record: Attributes, enteredByHand: boolean): void {
  const type = record['type'] ?? ''
  const meaning = meaningOf(type)
  switch (meaning.kind) {
    case 'unknown':
      return collector.tally.add(type || 'Record', 'unknown-type')
    case 'quantity':
      return takeQuantity(collector, keyOf(meaning.item, record, enteredByHand), record)
    case 'sleep':
      return takeCode(collector, keyOf('sleep.stage', record, enteredByHand), record, sleepCode)
    case 'reproductive':
      return takeCode(collector, keyOf('reproductive.cycle', record, enteredByHand), record, (value) =>
        reproductiveCode(meaning.name, value),
      )
    case 'medication':
      return takeMedication(collector, keyOf('medical.medication', record, enteredByHand), record)
  }
}

function keyOf(item: ItemCode, record: Attributes, enteredByHand: boolean): SampleKey {
  const origin = record['sourceName'] ?? ''
  const source = sourceKindOf(item, origin, record['device'] ?? '', enteredByHand)
  return { item, source, origin, what: record['type'] ?? '' }
}

/** Start and end in ms since 1970, NaN where it cannot be read; null when there is none. */
function timesOf(record: Attributes): [startMs: number, endMs: number] | null {
  const { startDate, endDate } = record
  if (!startDate) return null
  const startMs = appleDate(startDate)
  return [startMs, endDate === undefined || endDate === startDate ? startMs : appleDate(endDate)]
}

function takeQuantity(collector: SampleCollector, key: SampleKey, record: Attributes): void {
  const times = timesOf(record)
  const value = record['value']
  if (times === null) return collector.tally.add(key.what, 'date-missing')
  if (!value) return collector.tally.add(key.what, 'value-missing')
  if (!numberShape.test(value)) return collector.tally.add(key.what, 'damaged-record')
  const converted = toCatalogueUnit(Number(value), record['unit'] ?? '', itemOf(key.item).unit)
  if (converted === undefined)
    return collector.tally.add(`${key.what} (${record['unit'] ?? ''})`, 'unknown-unit')
  collector.take(key, times[0], times[1], converted)
}

function takeCode(
  collector: SampleCollector,
  key: SampleKey,
  record: Attributes,
  codeOf: (value: string) => string | undefined,
): void {
  const times = timesOf(record)
  const value = record['value']
  if (times === null) return collector.tally.add(key.what, 'date-missing')
  if (!value) return collector.tally.add(key.what, 'value-missing')
  const code = codeOf(value)
  if (code === undefined) return collector.tally.add(key.what, 'damaged-record')
  collector.take(key, times[0], times[1], code)
}

/** HealthKit has no fixed shape for medication yet, so all attributes are kept as they are. */
function takeMedication(collector: SampleCollector, key: SampleKey, record: Attributes): void {
  const times = timesOf(record)
  if (times === null) return collector.tally.add(key.what, 'date-missing')
  if (Number.isNaN(times[0])) return collector.tally.add(key.what, 'damaged-record')
  collector.takeDocument(key, { atMs: times[0], name: 'medication.json', text: JSON.stringify(record) })
}
