import type { OutsideProvider } from '../../../platform/tenant.ts'
import { errorsOf, type Wrong } from '../../sent-code/wrong.ts'
import { PasskeyForm } from '../../passkey/passkey-form.tsx'
import { paths } from '../../paths.ts'
import {
  Card,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  LinkLine,
  Page,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { writeTyped, type Typed } from './typed.ts'
import { words } from './words.ts'

export type WayToProve = 'pin' | 'passkey' | 'mail' | 'outside' | 'demo'

/** What went wrong, and at which of the ways. */
export interface WrongAt {
  at: WayToProve
  wrong: Wrong
}

interface ProofPageProps {
  view: View
  city: City
  typed: Typed
  /** They came in by a code by mail, which is not enough for this, however recent. */
  notByMail: boolean
  /** By which ways it can be shown here, with what was typed kept. */
  ways: readonly WayToProve[]
  provider: OutsideProvider | undefined
  wrong: WrongAt | undefined
}

export function ProofPage({ view, city, typed, notByMail, ways, provider, wrong }: ProofPageProps) {
  const say = words.in(view)
  // A way that is not there any more has no place to lead to.
  const at = wrong && ways.includes(wrong.at) ? wrong.at : 'main'
  return (
    <Page
      view={{ ...view, path: typed.back }}
      city={city}
      title={say('title')}
      status={<ErrorSummary errors={errorsOf(view, at, say('pinWrong'), wrong?.wrong)} />}
    >
      <p>{say(notByMail ? 'whyNotMail' : 'why')}</p>
      {ways.length > 0 && <p>{say('kept')}</p>}
      {ways.map((way) => (
        <OneWay way={way} typed={typed} provider={provider} isWrong={wrong?.wrong?.kind === 'form'} />
      ))}
      {typed.action === 'erase' && <LeaveInstead />}
      <Card heading={say('again')}>
        <p>{say('againWhy')}</p>
        <LinkButton href={paths.signIn}>{say('again')}</LinkButton>
      </Card>
      <p>{say('stopping')}</p>
      <LinkLine href={paths.companies}>{say('companies')}</LinkLine>
    </Page>
  )
}

/** For who has no way but a mailbox. */
function LeaveInstead() {
  const say = useWords(words)
  return (
    <Card heading={say('leave')}>
      <p>{say('leaveInstead')}</p>
      <LinkLine href={paths.leave}>{say('leave')}</LinkLine>
    </Card>
  )
}

interface OneWayProps extends Pick<ProofPageProps, 'provider'> {
  way: WayToProve
  typed: Typed
  isWrong: boolean
}

function OneWay({ way, typed, provider, isWrong }: OneWayProps) {
  const say = useWords(words)
  if (way === 'pin') return <PinForm typed={typed} isWrong={isWrong} />
  if (way === 'passkey') return <PasskeyWay typed={typed} />
  if (way === 'demo') return <DemoForm typed={typed} />
  const name = provider?.name
  const [action, button] =
    way === 'mail'
      ? [paths.proveMail, say('proveMail')]
      : [paths.proveOutside, name && say('proveOutside', { name })]
  return (
    <div id={way}>
      <Form action={action} fields={writeTyped(typed)}>
        <SubmitButton kind="secondary">{button}</SubmitButton>
      </Form>
    </div>
  )
}

/** Not there without a script; the other ways are. */
function PasskeyWay({ typed }: Pick<OneWayProps, 'typed'>) {
  const say = useWords(words)
  return (
    <div id="passkey">
      <PasskeyForm
        action={paths.provePasskey}
        button={say('provePasskey')}
        kind="secondary"
        fields={writeTyped(typed)}
        withoutScript={null}
      />
    </div>
  )
}

function PinForm({ typed, isWrong }: Pick<OneWayProps, 'typed' | 'isWrong'>) {
  const say = useWords(words)
  return (
    <Form action={paths.provePin} fields={writeTyped(typed)}>
      <Field
        name="pin"
        type="password"
        label={say('pin')}
        hint={say('pinHint')}
        error={isWrong ? say('pinWrong') : undefined}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        required
      />
      <SubmitButton>{say('prove')}</SubmitButton>
    </Form>
  )
}

function DemoForm({ typed }: Pick<OneWayProps, 'typed'>) {
  const say = useWords(words)
  return (
    <Form action={paths.proveDemo} fields={writeTyped(typed)}>
      <p>{say('demo')}</p>
      <SubmitButton kind="secondary">{say('proveDemo')}</SubmitButton>
    </Form>
  )
}

/** A form of ours that goes off as it would have: one press more, for a page without a script cannot send it by itself. */
export function ProvenPage({ view, city, typed }: Pick<ProofPageProps, 'view' | 'city' | 'typed'>) {
  const say = words.in(view)
  return (
    <Page view={{ ...view, path: typed.back }} city={city} title={say('proven')}>
      <p>{say('provenNext')}</p>
      <Form action={typed.back}>
        {typed.fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <SubmitButton>{say('goOn')}</SubmitButton>
      </Form>
    </Page>
  )
}
