import { itemCodes, type ItemCode } from '../catalog/index.ts'
import { addDays, localDayOf, startOfDay, type LocalDay } from '../kernel/index.ts'
import type { ShareRefusal } from './refusals.ts'

const minuteMs = 60_000

/** For how long a share can be opened. Nothing longer: a share is for one visit, not a consent. */
export const periods = ['15-minutes', '1-hour', '1-day', '7-days'] as const
export type Period = (typeof periods)[number]
const lengthsMs: Readonly<Record<Period, number>> = {
  '15-minutes': 15 * minuteMs,
  '1-hour': 60 * minuteMs,
  '1-day': 24 * 60 * minuteMs,
  '7-days': 7 * 24 * 60 * minuteMs,
}

/** `openings`: of one share, so that what is written down of it stays bounded. */
export const atMost = { open: 20, days: 370, noteLength: 40, saidLength: 60, openings: 50 } as const

export function endOf(madeAt: Date, period: Period): Date {
  return new Date(madeAt.getTime() + lengthsMs[period])
}

/** What a resident wants to share. */
export interface Wish {
  items: readonly ItemCode[]
  from: LocalDay
  to: LocalDay
  period: Period
}

/** How it stands with them, now. */
export interface Standing {
  takesPart: boolean
  oldEnough: boolean
  /** Shares that can be opened. */
  open: number
  now: Date
}

/** Why no share may be made; undefined when it may. Silence means no. */
export function refuseShare(
  { items, from, to, period }: Wish,
  { takesPart, oldEnough, open, now }: Standing,
): ShareRefusal | undefined {
  if (!takesPart) return 'share-not-now'
  if (!oldEnough) return 'share-too-young'
  if (items.length === 0) return 'share-nothing-chosen'
  if (!isRange(from, to) || to > localDayOf(endOf(now, period))) return 'share-wrong-days'
  return open < atMost.open ? undefined : 'too-many-shares'
}

function isRange(from: LocalDay, to: LocalDay): boolean {
  return from <= to && to < localDayOf(addDays(startOfDay(from), atMost.days))
}

/** Each once, in the order of the catalogue. */
export function inOrder(items: readonly ItemCode[]): ItemCode[] {
  return itemCodes.filter((item) => items.includes(item))
}

/** Whether it may be opened once more, of one that has been opened so often. */
export function mayOpenAgain(openings: number): boolean {
  return openings < atMost.openings
}

export type ShareState = 'open' | 'used' | 'over' | 'ended'

/** As its resident is told. `hasCode`: that it can be opened, which alone decides. */
export function stateOf(
  { once, until }: { once: boolean; until: Date },
  { hasCode, openings, now }: { hasCode: boolean; openings: number; now: Date },
): ShareState {
  if (hasCode && until > now) return 'open'
  if (once && openings > 0) return 'used'
  return until <= now ? 'over' : 'ended'
}
