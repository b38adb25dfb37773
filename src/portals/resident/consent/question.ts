import { isSensitive, type ItemCode } from '../../../catalog/index.ts'
import { refusalsUntilSilence } from '../../../consent/index.ts'
import type { ItemState, UseState } from '../companies/switchboard.ts'

/** One page of asking: either all items that may be asked together, or one especially sensitive item alone. */
export interface Question {
  state: UseState
  /** What is asked: what is on already is not asked again. */
  items: ItemCode[]
  /** The item that is asked alone; undefined on the page for the others. */
  alone: ItemCode | undefined
}

/** undefined when the use has no such item, or it is one that is never asked alone. */
export function questionOf(state: UseState, alone: ItemCode | undefined): Question | undefined {
  const open = state.items.filter(({ live }) => !live).map(({ item }) => item)
  if (alone === undefined) return { state, alone, items: open.filter((item) => !isSensitive(item)) }
  if (!isSensitive(alone) || !state.use.terms.items.includes(alone)) return undefined
  return { state, alone, items: open.filter((item) => item === alone) }
}

/** The first especially sensitive item that may still be asked about: not answered yet, or refused once. */
export function nextSensitive({ open, items }: UseState): ItemCode | undefined {
  return open ? items.find((item) => isSensitive(item.item) && mayBeAsked(item))?.item : undefined
}

/**
 * Of a use that asks for especially sensitive items alone, the one that its page is about: the next to be asked, or, for who comes of
 * their own accord, the first that is not on.
 */
export function firstAlone(state: UseState): ItemCode | undefined {
  const off = state.open ? state.items.find(({ live }) => !live) : undefined
  return nextSensitive(state) ?? off?.item
}

function mayBeAsked({ live, grant }: ItemState): boolean {
  if (live || grant?.state === 'withdrawn') return false
  return grant === undefined || grant.refusals < refusalsUntilSilence
}
