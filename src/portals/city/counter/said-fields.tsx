import type { ComponentChildren } from 'preact'
import type { Sentence } from '../../../kernel/index.ts'
import { DateField, Field, sentenceIn, useView, type EntryError, type View } from '../../ui/index.ts'

/** As it was typed, and what is wrong with it. */
export interface Said {
  kana: string
  birthDate: string
  errors: Partial<Record<'kana' | 'birthDate', Sentence>>
}

interface SaidFieldsProps {
  said: Said
  labels: { kana: ComponentChildren; kanaHint?: ComponentChildren; birthDate: ComponentChildren }
}

/** By what somebody is searched: what they say of themselves. */
export function SaidFields({ said: { kana, birthDate, errors }, labels }: SaidFieldsProps) {
  const view = useView()
  return (
    <>
      <Field
        name="kana"
        label={labels.kana}
        hint={labels.kanaHint}
        value={kana}
        error={errors.kana && sentenceIn(view, errors.kana)}
        maxLength={200}
        autoComplete="off"
        required
      />
      <DateField
        name="birthDate"
        label={labels.birthDate}
        value={birthDate}
        error={errors.birthDate && sentenceIn(view, errors.birthDate)}
        autoComplete="off"
        example="birth"
        required
      />
    </>
  )
}

/** All that is wrong, for the top of the page. */
export function wrongOf(view: View, errors: Partial<Record<string, Sentence>>): EntryError[] {
  return Object.entries(errors).flatMap(([name, wrong]) =>
    wrong ? [{ name, message: sentenceIn(view, wrong) }] : [],
  )
}
