import type { ComponentChildren } from 'preact'
import { SubmitButton } from '../actions/button.tsx'
import { Field } from './field.tsx'

interface SearchFormProps {
  action: string
  label: ComponentChildren
  hint: ComponentChildren
  /** What was looked for. */
  words: string
  submit: ComponentChildren
  maxLength: number
  /** What else the address says, for example how the list is ordered. */
  fields: Record<string, string>
}

/** Looks for something and changes nothing: a GET, without the token, and an address that can be kept. */
export function SearchForm({ action, label, hint, words, submit, maxLength, fields }: SearchFormProps) {
  return (
    <form class="form" method="get" action={action} role="search" noValidate>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Field name="words" value={words} autoComplete="off" {...{ label, hint, maxLength }} />
      <SubmitButton kind="secondary">{submit}</SubmitButton>
    </form>
  )
}
