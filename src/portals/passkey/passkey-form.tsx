import type { ComponentChildren } from 'preact'
import { paths } from '../paths.ts'
import { Form, Notice, SubmitButton, useWords } from '../ui/index.ts'
import { passkeyWords } from './words.ts'

interface PasskeyFormProps {
  action: string
  button: ComponentChildren
  /** Hidden fields beside the answer. */
  fields?: Record<string, string>
  children?: ComponentChildren
}

/** A form that goes off with an authenticator's answer. The page's script puts it there; without one the page says why it is not. */
export function PasskeyForm({ action, button, fields = {}, children }: PasskeyFormProps) {
  const say = useWords(passkeyWords)
  return (
    <div data-passkey={paths.challenge(action)}>
      <noscript>
        <Notice kind="warning" title={say('noScript')} />
      </noscript>
      <div class="said" role="alert" />
      <template data-failed={say.text('failed')}>
        <Notice kind="error" title={say('failed')}>
          <p>{say('failedNext')}</p>
        </Notice>
      </template>
      <template data-form>
        <Form action={action} fields={{ ...fields, answer: '' }}>
          {children}
          <SubmitButton>{button}</SubmitButton>
        </Form>
      </template>
    </div>
  )
}
