import type { ComponentChildren } from 'preact'
import { paths } from '../paths.ts'
import { Form, Notice, SubmitButton, useView, useWords, type ButtonKind } from '../ui/index.ts'
import { passkeyScript } from './script.ts'
import { passkeyWords } from './words.ts'

interface PasskeyFormProps {
  action: string
  button: ComponentChildren
  kind?: ButtonKind
  /** Hidden fields beside the answer. */
  fields?: Record<string, string>
  /** Above the form, and there with it alone. */
  lead?: ComponentChildren
  /** What stands here where no script runs. Nothing, where the page has other ways anyway. */
  withoutScript?: ComponentChildren
  /** Where one is made: what is said when the authenticator has one already. */
  makes?: boolean
  children?: ComponentChildren
}

/** Whom to ask: residents have other ways in, staff an administrator, and a company its own persons. */
const remedies = {
  resident: { failed: 'failedNextOwn', noScript: 'noScriptOwn' },
  city: { failed: 'failedNext', noScript: 'noScript' },
  company: { failed: 'failedNextCompany', noScript: 'noScriptCompany' },
} as const

/** A form that goes off with an authenticator's answer. It brings the script that puts it there; without one the page says why it is not. */
export function PasskeyForm(props: PasskeyFormProps) {
  const { action, button, kind, fields = {}, lead, withoutScript = <NoScript />, makes, children } = props
  const say = useWords(passkeyWords)
  const { portal, nonce } = useView()
  return (
    <div data-passkey={paths.challenge(action)}>
      <script src={passkeyScript().path} nonce={nonce} defer />
      {withoutScript && <noscript>{withoutScript}</noscript>}
      <div class="said" role="alert" />
      <template data-failed={say.text('failed')}>
        <Notice kind="error" title={say('failed')}>
          <p>{say(remedies[portal].failed)}</p>
        </Notice>
      </template>
      {makes && (
        <template data-there-already data-failed={say.text('thereAlready')}>
          <Notice kind="warning" title={say('thereAlready')}>
            <p>{say('thereAlreadyNext')}</p>
          </Notice>
        </template>
      )}
      <template data-form>
        {lead}
        <Form action={action} fields={{ ...fields, answer: '' }}>
          {children}
          <SubmitButton {...(kind && { kind })}>{button}</SubmitButton>
        </Form>
      </template>
    </div>
  )
}

function NoScript() {
  const say = useWords(passkeyWords)
  const { portal } = useView()
  return <Notice kind="warning" title={say(remedies[portal].noScript)} />
}
