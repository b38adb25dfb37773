import type { Personal, Sentence } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  LinkLine,
  Page,
  PhoneLink,
  sentenceIn,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { words } from './words.ts'

interface Shared {
  view: View
  city: City
}

/** What is wrong with what was typed: its form, or what came of it. */
export type Wrong = { kind: 'form' } | { kind: 'refused'; sentence: Sentence } | undefined

export function MailSignInPage({ view, city, email, wrong }: Shared & { email: string; wrong: Wrong }) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.signInMail }}
      city={city}
      title={say('title')}
      status={<ErrorSummary errors={errorsOf(view, 'email', say('emailWrong'), wrong)} />}
    >
      <p>{say('about')}</p>
      <Form action={paths.signInMail}>
        <Field
          name="email"
          type="email"
          label={say('email')}
          value={email}
          error={wrong?.kind === 'form' ? say('emailWrong') : undefined}
          autoComplete="email"
          maxLength={254}
          required
        />
        <SubmitButton>{say('send')}</SubmitButton>
      </Form>
      <LinkLine href={paths.signInCard}>{say('card')}</LinkLine>
    </Page>
  )
}

export function MailCodePage(props: Shared & { address: Personal<string> | undefined; wrong: Wrong }) {
  const { view, city, address, wrong } = props
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.signInMailCode }}
      city={city}
      title={say('codeTitle')}
      status={<ErrorSummary errors={errorsOf(view, 'code', say('codeWrong'), wrong)} />}
    >
      {address ? <CodeForm address={address} wrong={wrong} /> : <NoCode />}
      <Card heading={say('help')}>
        <p>{say('slow')}</p>
        <p>
          {say('call')} <PhoneLink phone={city.contact.phone} />
        </p>
      </Card>
      {address && <LinkLine href={paths.signInMail}>{say('again')}</LinkLine>}
    </Page>
  )
}

function CodeForm({ address, wrong }: { address: Personal<string>; wrong: Wrong }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('sent', { address: address.reveal() })}</p>
      <Form action={paths.signInMailCode}>
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
        <SubmitButton>{say('signIn')}</SubmitButton>
      </Form>
    </>
  )
}

function NoCode() {
  const say = useWords(words)
  return (
    <>
      <EmptyState title={say('none')} why={say('noneWhy')} />
      <LinkButton href={paths.signInMail} kind="primary">
        {say('again')}
      </LinkButton>
    </>
  )
}

function errorsOf(view: View, name: string, form: Parameters<typeof Field>[0]['error'], wrong: Wrong) {
  if (!wrong) return []
  return [{ name, message: wrong.kind === 'form' ? form : sentenceIn(view, wrong.sentence) }]
}
