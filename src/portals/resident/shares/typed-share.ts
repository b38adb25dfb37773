import { z } from 'zod'
import { itemCodes, type ItemCode } from '../../../catalog/index.ts'
import {
  addDays,
  lineSchema,
  localDayOf,
  Personal,
  readTypedDay,
  type Sentence,
} from '../../../kernel/index.ts'
import { atMost, periods, shareRefusals, type ShareWish } from '../../../shares/index.ts'
import type { words } from './words.ts'

/** One box ticked comes as a text, several as a list. */
const ticked = z
  .union([z.enum(itemCodes), z.array(z.enum(itemCodes)).max(itemCodes.length)])
  .optional()
  .transform((given): ItemCode[] => (given === undefined ? [] : [given].flat()))

const shortText = z.string().max(200)

/** What was typed, as it was typed. */
export const typedShareSchema = z.strictObject({
  item: ticked,
  from: shortText.default(''),
  to: shortText.default(''),
  period: shortText.default(''),
  times: shortText.default(''),
  note: shortText.default(''),
})
export type TypedShare = z.infer<typeof typedShareSchema>

export interface Wrong {
  name: keyof TypedShare
  sentence: Sentence | (keyof (typeof words)['tables']['ja'] & `wrong${string}`)
}

/** The last thirty days stand there to be changed; what is shown of them is for the resident to choose. */
export function notTypedYet(now: Date): TypedShare {
  const [from, to] = [localDayOf(addDays(now, -29)), localDayOf(now)]
  return { item: [], from, to, period: '', times: '', note: '' }
}

const noteSchema = lineSchema(atMost.noteLength)

/** What the form says, or everything in it that has to be corrected. */
export function readTypedShare(
  typed: TypedShare,
): { ok: true; wish: ShareWish } | { ok: false; wrong: Wrong[] } {
  const [from, to] = [readTypedDay(typed.from), readTypedDay(typed.to)]
  const period = periods.find((each) => each === typed.period)
  const times = (['once', 'often'] as const).find((each) => each === typed.times)
  const hasNote = typed.note.trim() !== ''
  const note = hasNote ? noteSchema.safeParse(typed.note) : undefined
  const wrong: (Wrong | false)[] = [
    typed.item.length === 0 && { name: 'item', sentence: shareRefusals['share-nothing-chosen'] },
    (!from || !to) && { name: 'from', sentence: shareRefusals['share-wrong-days'] },
    !period && { name: 'period', sentence: 'wrongPeriod' },
    !times && { name: 'times', sentence: 'wrongTimes' },
    note?.success === false && { name: 'note', sentence: 'wrongNote' },
  ]
  if (!from || !to || !period || !times || wrong.some((one) => one !== false))
    return { ok: false, wrong: wrong.filter((one) => one !== false) }
  const said = note?.success ? new Personal(note.data) : null
  return { ok: true, wish: { items: typed.item, from, to, period, once: times === 'once', note: said } }
}
