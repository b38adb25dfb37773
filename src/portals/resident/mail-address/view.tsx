import type { Personal } from '../../../kernel/index.ts'
import { CodeForm } from '../../mail-code/code-form.tsx'
import { codeWords } from '../../mail-code/words.ts'
import { errorsOf, type Wrong } from '../../mail-code/wrong.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  DefinitionList,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface Shared {
  view: View
  city: City
  wrong: Wrong
}

export interface OwnAddress {
  email: Personal<string>
  /** null where nobody has shown yet that the mailbox is theirs. */
  confirmedAt: Date | null
}

interface MailAddressPageProps extends Shared {
  own: OwnAddress | undefined
  done: 'changed' | 'removed' | undefined
  typed: string
}

export function MailAddressPage({ view, city, own, done, typed, wrong }: MailAddressPageProps) {
  const say = words.in(view)
  const status = done && <StatusMessage title={say(done)} />
  return (
    <Page
      view={{ ...view, path: paths.mailAddress }}
      city={city}
      title={say('title')}
      section="settings"
      status={wrong ? <ErrorSummary errors={errorsOf(view, 'email', say('emailWrong'), wrong)} /> : status}
    >
      {own ? <OnFile own={own} /> : <p>{say('none')}</p>}
      <p>{say('why')}</p>
      <Form action={paths.mailAddress}>
        <Field
          name="email"
          type="email"
          label={say(own ? 'newEmail' : 'email')}
          hint={say('emailHint')}
          value={typed}
          error={wrong?.kind === 'form' ? say('emailWrong') : undefined}
          autoComplete="email"
          maxLength={254}
          required
        />
        <SubmitButton>{say('send')}</SubmitButton>
      </Form>
      {own && <Remove />}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function OnFile({ own: { email, confirmedAt } }: { own: OwnAddress }) {
  const say = useWords(words)
  return (
    <>
      <DefinitionList
        of={[
          { term: say('now'), is: email.reveal() },
          { term: say('since'), is: confirmedAt ? <TimeText at={confirmedAt} /> : say('notYet') },
        ]}
      />
      {!confirmedAt && <p>{say('notYetWhy')}</p>}
    </>
  )
}

function Remove() {
  const say = useWords(words)
  return (
    <Card heading={say('remove')}>
      <p>{say('removeWhy')}</p>
      <Form action={paths.mailAddressRemove}>
        <SubmitButton kind="secondary">{say('removeNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

export function MailAddressCodePage(props: Shared & { address: Personal<string> | undefined }) {
  const { view, city, address, wrong } = props
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.mailAddressCode }}
      city={city}
      title={say('codeTitle')}
      section="settings"
      status={
        wrong && <ErrorSummary errors={errorsOf(view, 'code', codeWords.in(view)('codeWrong'), wrong)} />
      }
    >
      {address ? (
        <Sent address={address} wrong={wrong} />
      ) : (
        <EmptyState title={say('noCode')} why={say('noCodeWhy')} />
      )}
      <LinkLine href={paths.mailAddress}>{say('again')}</LinkLine>
    </Page>
  )
}

function Sent({ address, wrong }: { address: Personal<string>; wrong: Wrong }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('sent', { address: address.reveal() })}</p>
      <CodeForm action={paths.mailAddressCode} button={say('register')} wrong={wrong} />
    </>
  )
}
