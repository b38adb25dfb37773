import type { LocalDay } from '../../../kernel/index.ts'
import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'
import { Field, type FieldWords } from './field.tsx'

interface DateFieldProps extends Omit<FieldWords, 'hint'> {
  value?: string
  /** `bday` where people enter their own date of birth, `off` where somebody enters another's. */
  autoComplete: 'bday' | 'off'
  /** What the hint gives as an example: a date of birth, or a day like this one, which is today by the city's clock. */
  example: 'birth' | LocalDay
}

const aBirthDate = '1946-05-02' as LocalDay

/** A day in one entry, typed as its writer is used to and read by `readTypedDay`. The hint says so in both calendars. */
export function DateField({ example, ...props }: DateFieldProps) {
  const say = useWords(uiWords)
  const hint = say('typedDay', { day: example === 'birth' ? aBirthDate : example })
  return <Field {...props} hint={hint} maxLength={40} />
}
