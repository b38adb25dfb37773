import type { ComponentChildren } from 'preact'
import type { Sentence } from '../../kernel/index.ts'
import { sentenceIn, type EntryError, type View } from '../ui/index.ts'

/** What is wrong with what was typed: its form, or what came of it. */
export type Wrong = { kind: 'form' } | { kind: 'refused'; sentence: Sentence } | undefined

/** For the top of the page. `form`: what is said where the form is wrong. */
export function errorsOf(view: View, name: string, form: ComponentChildren, wrong: Wrong): EntryError[] {
  if (!wrong) return []
  return [{ name, message: wrong.kind === 'form' ? form : sentenceIn(view, wrong.sentence) }]
}
