import { z } from 'zod'
import {
  briefingIdSchema,
  cohortIdSchema,
  joiningRefusals,
  nameSchema,
  sheetIdSchema,
} from '../../../joining/index.ts'
import { readTypedDay } from '../../../kernel/index.ts'

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
/** Of what is new: the form has chosen its id, so that sent twice it makes one. */
export const newCohortSchema = cohortSchema.extend({ attempt: cohortIdSchema.optional() })
export const newBriefingSchema = briefingSchema.extend({ attempt: briefingIdSchema.optional() })
export const cameSchema = z.strictObject({ briefing: text.default(''), came: text })
export const codesSchema = z.strictObject({
  codes: text,
  goodFor: text,
  untilDay: text,
  attempt: sheetIdSchema.optional(),
})

/** A whole number from `least` to `greatest`, in figures of any width. */
export function readNumber(typed: string, least: number, greatest: number): number | undefined {
  const figures = typed.normalize('NFKC').replace(/[\s,]/gu, '')
  if (!/^\d{1,6}$/u.test(figures)) return undefined
  const number = Number(figures)
  return number >= least && number <= greatest ? number : undefined
}

const most = 100_000

/** A cohort as it was typed, or which entries are none of what is asked for. */
export function readCohort(typed: z.infer<typeof cohortSchema>) {
  const name = nameSchema.safeParse(typed.name)
  const places = readNumber(typed.places, 1, most)
  const [fromDay, untilDay] = [readTypedDay(typed.fromDay), readTypedDay(typed.untilDay)]
  if (name.success && places !== undefined && fromDay && untilDay)
    return { ok: true, cohort: { name: name.data, places, fromDay, untilDay } } as const
  const wrong: Wrong = {
    ...(!name.success && { name: 'missing' }),
    ...(places === undefined && { places: 'missing' }),
    ...(!fromDay && { fromDay: 'missing' }),
    ...(!untilDay && { untilDay: 'missing' }),
  }
  return { ok: false, wrong } as const
}

/** A briefing, in the same way. */
export function readBriefing(typed: z.infer<typeof briefingSchema>) {
  const [heldOn, place] = [readTypedDay(typed.heldOn), nameSchema.safeParse(typed.place)]
  const places = readNumber(typed.places, 1, most)
  if (heldOn && place.success && places !== undefined)
    return { ok: true, briefing: { heldOn, place: place.data, places } } as const
  const wrong: Wrong = {
    ...(!heldOn && { heldOn: 'missing' }),
    ...(!place.success && { place: 'missing' }),
    ...(places === undefined && { places: 'missing' }),
  }
  return { ok: false, wrong } as const
}

/** At which entry of a form for a cohort a reason is told. */
export function entryOf(because: keyof typeof joiningRefusals): EntryName {
  switch (because) {
    case 'bad-days':
      return 'untilDay'
    case 'briefing-outside':
      return 'fromDay'
    case 'too-few-places':
      return 'places'
    default:
      return 'name'
  }
}
