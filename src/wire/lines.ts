import { itemOf, type ItemCode } from '../catalog/index.ts'
import type { LocalDay } from '../kernel/index.ts'

/** One day of one item of one resident, as a company's program knows it. */
export interface DayOnTheWire {
  /** The same each time for the same use, different for every other use. */
  id: string
  subject: string
  item: ItemCode
  day: LocalDay
  delivery: string
  provision: string
  /** Of nobody: a day of the sandbox. Absent from the gate. */
  synthetic?: true
}

/** From, to (milliseconds since 1970), and a value in the unit of the item, or a code. */
type SampleOnTheWire = readonly [number, number, number | string]

interface Content {
  samples: readonly SampleOnTheWire[]
  documents: readonly { atMs: number; text: string }[]
}

function headOf(type: string, { id, subject, item, day }: DayOnTheWire) {
  return { type, id, subject, item, day }
}

function tailOf({ delivery, provision, synthetic }: DayOnTheWire) {
  return { delivery, provision, ...(synthetic ? { synthetic } : {}) }
}

/** One day of one item. The name of the device stays in the vault: it often holds the name of its owner. */
export function recordLine(of: DayOnTheWire, { samples, documents }: Content): string {
  const { unit } = itemOf(of.item)
  const texts = documents.length > 0 ? { documents: documents.map(({ atMs, text }) => ({ atMs, text })) } : {}
  return line({ ...headOf('record', of), unit, samples, ...texts, ...tailOf(of) })
}

/** A day the company has seen and that no longer has data: delete the record with this id. */
export function tombstoneLine(of: DayOnTheWire): string {
  return line({ ...headOf('tombstone', of), ...tailOf(of) })
}

export function stoppedLine(stopped: {
  subject: string
  items: readonly ItemCode[]
  synthetic?: true
}): string {
  const { subject, items, synthetic } = stopped
  return line({ type: 'stopped', subject, items, because: 'withdrawn', ...(synthetic ? { synthetic } : {}) })
}

/** An answer without this line is incomplete: repeat it with the same Idempotency-Key. */
export function endLine(end: {
  cursor: string
  more: boolean
  delivery: string
  records: number
  synthetic?: true
}): string {
  return line({ type: 'end', ...end })
}

function line(content: object): string {
  return `${JSON.stringify(content)}\n`
}
