import type { Personal } from '../../../../kernel/index.ts'
import { CodeForm } from '../../../sent-code/code-form.tsx'
import { codeWords } from '../../../sent-code/words.ts'
import { errorsOf, type Wrong } from '../../../sent-code/wrong.ts'
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
      status={<ErrorSummary errors={errorsOf(view, 'code', codeWords.in(view)('codeWrong'), wrong)} />}
    >
      {address ? <Sent address={address} wrong={wrong} /> : <NoCode />}
      <Card heading={say('help')}>
        <p>{say('slow')}</p>
        <p>
          {say('call')} <PhoneLink phone={city.contact.phone} />
        </p>
        <p>{say('stop')}</p>
        <LinkLine href={paths.stopByCard}>{say('stopByCard')}</LinkLine>
      </Card>
      {address && <LinkLine href={paths.signInMail}>{say('again')}</LinkLine>}
    </Page>
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

function Sent({ address, wrong }: { address: Personal<string>; wrong: Wrong }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('sent', { address: address.reveal() })}</p>
      <CodeForm action={paths.signInMailCode} button={say('signIn')} wrong={wrong} />
    </>
  )
}
