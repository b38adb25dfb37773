import type { ItemCode } from '../catalog/index.ts'
import { endLine, recordLine, stoppedLine, tombstoneLine, type DayOnTheWire } from '../wire/index.ts'
import { madeUpId, madeUpName } from './chance.ts'
import { writeCursor, type TrialCursor } from './cursor.ts'
import { makeUpDay } from './made-up-day.ts'
import type { OpenTrial } from './open-trial.ts'
import { nameOfPerson, pseudonymOf, type TrialPerson } from './people.ts'
import { tellOf, withdrawnIn, type Told } from './rules.ts'

/** The lines of a whole answer, with its end line; every line says that it is synthetic. */
export function tellTrial(open: OpenTrial): string[] {
  const { cursor, delivery, limit, people, onlyWithdrawn } = open
  const waiting = people
    .filter(({ number }) => number > (cursor.page?.after ?? 0))
    .map((person) => {
      const told = tellOf(person, cursor.low, delivery.high)
      return { person, told: onlyWithdrawn ? withdrawnIn(told) : told }
    })
    .filter(({ told }) => told.stopped || told.days.length > 0)
  const now = waiting.slice(0, limit)
  const lines = now.flatMap(({ person, told }) => linesOf(open, person, told))
  const after = waiting.length > limit ? now.at(-1)?.person.number : undefined
  const next = nextCursor(open, after)
  const records = lines.filter(({ isDay }) => isDay).length
  return [
    ...lines.map(({ text }) => text),
    endLine({
      cursor: writeCursor(next),
      more: next.page !== null,
      delivery: delivery.deliveryId,
      records,
      synthetic: true,
    }),
  ]
}

function nextCursor({ cursor, delivery, onlyWithdrawn }: OpenTrial, after: number | undefined): TrialCursor {
  const { useId, subject, low } = cursor
  const of = { useId, subject, ...(onlyWithdrawn ? { only: 'withdrawn' as const } : {}) }
  if (after === undefined) return { ...of, low: delivery.high, page: null }
  return { ...of, low, page: { high: delivery.high, after } }
}

interface TrialLine {
  text: string
  /** Counted in the end line, as the gate counts. */
  isDay: boolean
}

function linesOf({ company, use, delivery }: OpenTrial, { number }: TrialPerson, told: Told): TrialLine[] {
  const { vendorId } = company
  const subject = pseudonymOf(vendorId, use.useId, number)
  if (told.stopped)
    return [{ text: stoppedLine({ subject, items: use.items, synthetic: true }), isDay: false }]
  const person = nameOfPerson(vendorId, number)
  const provision = madeUpId('sandbox/provision', delivery.deliveryId, String(number))
  return told.days.flatMap(({ day, is }) =>
    use.items.map((item): TrialLine => {
      const place: DayOnTheWire = {
        id: madeUpName('sandbox/record', subject, item, day),
        subject,
        item,
        day,
        delivery: delivery.deliveryId,
        provision,
        synthetic: true,
      }
      const text =
        is === 'taken-back' ? tombstoneLine(place) : lineOf(place, person, item, is === 'corrected')
      return { text, isDay: true }
    }),
  )
}

function lineOf(place: DayOnTheWire, person: string, item: ItemCode, corrected: boolean): string {
  return recordLine(place, makeUpDay({ person, item, day: place.day, corrected }))
}
