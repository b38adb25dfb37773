import type { ComponentChildren } from 'preact'
import { Field, Form, SubmitButton, useWords } from '../ui/index.ts'
import { codeWords } from './words.ts'
import type { Wrong } from './wrong.ts'

interface CodeFormProps {
  action: string
  button: ComponentChildren
  wrong: Wrong
  fields?: Record<string, string>
  /** By which way it came. */
  by?: 'mail' | 'sms'
}

/** Where a code that came by mail or text message is entered. */
export function CodeForm({ action, button, wrong, fields = {}, by = 'mail' }: CodeFormProps) {
  const say = useWords(codeWords)
  return (
    <Form action={action} fields={fields}>
      <Field
        name="code"
        label={say(by === 'sms' ? 'codeBySms' : 'code')}
        hint={say('codeHint')}
        error={wrong?.kind === 'form' ? say('codeWrong') : undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={40}
        required
      />
      <SubmitButton>{button}</SubmitButton>
    </Form>
  )
}
