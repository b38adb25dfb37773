import { itemOf, type ItemCode } from '../catalog/index.ts'
import { startOfDay, type LocalDay } from '../kernel/index.ts'
import { chanceOf } from './chance.ts'
import { ordinaryRange } from './typical.ts'

type Sample = [number, number, number | string]

export interface MadeUpDay {
  samples: Sample[]
  documents: { atMs: number; text: string }[]
}

/** Whose day: `person` is one of one company, `corrected` what it says after it was corrected. */
export interface WhichDay {
  person: string
  item: ItemCode
  day: LocalDay
  corrected: boolean
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** One day of one item of somebody who does not exist: the same each time it is asked for. */
export function makeUpDay(of: WhichDay): MadeUpDay {
  const { shape } = itemOf(of.item)
  switch (shape) {
    case 'sum':
      return { samples: amounts(of), documents: [] }
    case 'level':
      return { samples: measurements(of), documents: [] }
    case 'span':
      return { samples: spans(of), documents: [] }
    case 'document':
      return { samples: [], documents: [document(of)] }
  }
}

/** From 0 to 1: partly who somebody is, partly the day. */
function levelOf({ person, item, day, corrected }: WhichDay, at: string): number {
  const own = chanceOf(person, item)
  return 0.6 * own + 0.4 * chanceOf(person, item, day, at, corrected ? 'corrected' : '')
}

function valueOf(of: WhichDay, at: string, share = 1): number {
  const [low, high] = ordinaryRange(of.item)
  const value = (low + (high - low) * levelOf(of, at)) * share
  const digits = high >= 100 ? 0 : high >= 10 ? 1 : 2
  return Number(value.toFixed(digits))
}

/** The amount of a day, in the morning, at noon and in the evening. */
function amounts(of: WhichDay): Sample[] {
  const begin = startOfDay(of.day).getTime()
  const parts = [
    [8, 0.3],
    [12, 0.25],
    [18, 0.45],
  ] as const
  return parts.map(([hour, share]) => {
    const from = begin + hour * hourMs
    return [from, from + 40 * minuteMs, valueOf(of, '', share)]
  })
}

function measurements(of: WhichDay): Sample[] {
  const begin = startOfDay(of.day).getTime()
  const times = of.item.startsWith('body.') ? ['07'] : ['07', '21']
  return times.map((hour) => {
    const at = begin + Number(hour) * hourMs + Math.floor(chanceOf(of.person, of.day, hour) * 30) * minuteMs
    return [at, at, valueOf(of, hour)]
  })
}

const night = ['asleep-core', 'asleep-deep', 'asleep-core', 'asleep-rem', 'asleep-core'] as const

/** A night that ends on this day; of everything else that lasts, one span with a code of its own. */
function spans(of: WhichDay): Sample[] {
  const begin = startOfDay(of.day).getTime()
  if (of.item !== 'sleep.stage') return [[begin, begin + 24 * hourMs, 'synthetic']]
  let at = begin + Math.round(levelOf(of, 'asleep') * 60) * minuteMs
  return night.map((code, turn) => {
    const from = at
    at += Math.round(50 + 60 * levelOf(of, String(turn))) * minuteMs
    return [from, at, code]
  })
}

/** What stands in a document is not made up: it would be taken for somebody’s. It says that it is none. */
function document({ item, day, corrected }: WhichDay): { atMs: number; text: string } {
  const text = JSON.stringify({ synthetic: true, item, day, corrected, note: 'お試しの場の架空の記録です。' })
  return { atMs: startOfDay(day).getTime() + 12 * hourMs, text }
}
