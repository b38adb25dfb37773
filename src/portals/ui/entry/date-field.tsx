import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'
import { Field, type FieldWords } from './field.tsx'

interface DateFieldProps extends Omit<FieldWords, 'hint'> {
  value?: string
  /** `bday` where people enter their own date of birth, `off` where somebody enters another's. */
  autoComplete: 'bday' | 'off'
}

/** A day in one entry, typed as its writer is used to and read by `readTypedDay`. The hint says so in both calendars. */
export function DateField(props: DateFieldProps) {
  const say = useWords(uiWords)
  return <Field {...props} hint={say('typedDay')} maxLength={40} />
}
