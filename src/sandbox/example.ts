import type { ItemCode } from '../catalog/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import { recordLine } from '../wire/index.ts'
import { madeUpId, madeUpName } from './chance.ts'
import { makeUpDay } from './made-up-day.ts'

/** Of nobody, and of no company: the same on every page that shows it. */
const person = 'sandbox/example'
const day = '2026-11-23' as LocalDay

/** One line as the sandbox writes it for this item, to show what a program has to read. */
export function exampleLine(item: ItemCode): string {
  const place = {
    id: madeUpName(person, item),
    subject: madeUpId<'pseudonym'>(person, 'subject'),
    item,
    day,
    delivery: madeUpId<'delivery'>(person, 'delivery'),
    provision: madeUpId<'provision'>(person, 'provision'),
    synthetic: true as const,
  }
  return recordLine(place, makeUpDay({ person, item, day, corrected: false })).trimEnd()
}
