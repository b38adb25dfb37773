import type { ComponentChildren } from 'preact'
import { joiningRefusals } from '../../../joining/index.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { DateField, Field, sentenceIn, useView, type View } from '../../ui/index.ts'
import { entries, type EntryName, type Typed, type Wrong } from './typed.ts'
import { words } from './words.ts'

interface EntryProps {
  name: EntryName
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
      error={messageOf(view, name, wrong[name])}
      {...(numeric && { inputMode: 'numeric' as const })}
      autoComplete="off"
      maxLength={60}
      required
    />
  )
}

/** `today`: a day like those that are asked for. */
export function DayEntry({ name, label, typed, wrong, today }: EntryProps & { today: LocalDay }) {
  const view = useView()
  return (
    <DateField
      {...{ name, label }}
      value={typed[name] ?? ''}
      error={messageOf(view, name, wrong[name])}
      autoComplete="off"
      example={today}
      required
    />
  )
}

export function errorsOf(view: View, wrong: Wrong) {
  return entries
    .filter((name) => wrong[name] !== undefined)
    .map((name) => ({ name, message: messageOf(view, name, wrong[name]) }))
}

export function messageOf(view: View, name: EntryName, because: Wrong[EntryName]) {
  if (because === undefined) return undefined
  if (because === 'missing') return words.in(view)(`no-${name}`)
  return sentenceIn(view, joiningRefusals[because])
}
