import type { ComponentChildren } from 'preact'
import { Field, Form, SubmitButton, useWords } from '../ui/index.ts'
import { codeWords } from './words.ts'
import type { Wrong } from './wrong.ts'

interface CodeFormProps {
  action: string
  button: ComponentChildren
  wrong: Wrong
  fields?: Record<string, string>
}

/** Where a code that came by mail is entered. */
export function CodeForm({ action, button, wrong, fields = {} }: CodeFormProps) {
  const say = useWords(codeWords)
  return (
    <Form action={action} fields={fields}>
      <Field
        name="code"
        label={say('code')}
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
