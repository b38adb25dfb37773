import type { ComponentChildren } from 'preact'
import { joiningRefusals } from '../../../joining/index.ts'
import { DateField, Field, sentenceIn, useView, type View } from '../../ui/index.ts'
import type { Typed, Wrong } from './typed.ts'
import { words } from './words.ts'

interface EntryProps {
  name: string
  label: ComponentChildren
  hint?: ComponentChildren
  typed: Typed
  wrong: Wrong
  numeric?: boolean
}

/** One entry of the forms for cohorts, with what was typed and what was wrong with it. */
export function Entry({ name, label, hint, typed, wrong, numeric = false }: EntryProps) {
  const view = useView()
  return (
    <Field
      {...{ name, label, hint }}
      value={typed[name] ?? ''}
      error={messageOf(view, wrong[name])}
      {...(numeric && { inputMode: 'numeric' as const })}
      autoComplete="off"
      maxLength={60}
      required
    />
  )
}

export function DayEntry({ name, label, typed, wrong }: EntryProps) {
  const view = useView()
  return (
    <DateField
      {...{ name, label }}
      value={typed[name] ?? ''}
      error={messageOf(view, wrong[name])}
      autoComplete="off"
      required
    />
  )
}

export function errorsOf(view: View, wrong: Wrong) {
  return Object.entries(wrong).map(([name, because]) => ({ name, message: messageOf(view, because) }))
}

function messageOf(view: View, because: Wrong[string]) {
  if (because === undefined) return undefined
  if (because === 'no-name' || because === 'no-number') return words.in(view)(because)
  return sentenceIn(view, joiningRefusals[because])
}
