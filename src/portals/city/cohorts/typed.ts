import { z } from 'zod'
import { joiningRefusals } from '../../../joining/index.ts'
import { readTypedDay, type LocalDay } from '../../../kernel/index.ts'

/** What was typed, by the name of its entry; kept where something had to be corrected. */
export type Typed = Readonly<Record<string, string>>
/** The entries of the forms for cohorts. */
export const entries = [
  ...(['name', 'places', 'fromDay', 'untilDay'] as const),
  ...(['heldOn', 'place', 'briefing', 'came', 'codes', 'goodFor'] as const),
] as const
export type EntryName = (typeof entries)[number]
/** What is wrong with it: a reason of the room's, or that it is none of what is asked for. */
export type Wrong = Readonly<Partial<Record<EntryName, keyof typeof joiningRefusals | 'missing'>>>

const text = z.string().max(200)

export const cohortSchema = z.strictObject({ name: text, places: text, fromDay: text, untilDay: text })
export const briefingSchema = z.strictObject({ heldOn: text, place: text, places: text })
export const cameSchema = z.strictObject({ briefing: text.default(''), came: text })
export const codesSchema = z.strictObject({ codes: text, goodFor: text, untilDay: text })

/** A whole number from `least` to `greatest`, in figures of any width. */
export function readNumber(typed: string, least: number, greatest: number): number | undefined {
  const figures = typed.normalize('NFKC').replace(/[\s,]/gu, '')
  if (!/^\d{1,6}$/u.test(figures)) return undefined
  const number = Number(figures)
  return number >= least && number <= greatest ? number : undefined
}

/** No day is one that is over. */
export function readDay(typed: string): LocalDay | undefined {
  return readTypedDay(typed)
}
