import type { Personal } from '../../../kernel/index.ts'
import { errorsOf, type Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  PhoneLink,
  SubmitButton,
  useWords,
} from '../../ui/index.ts'
import { Way, type Shown } from './step.tsx'
import { words } from './words.ts'

interface JoinCodePageProps extends Shown {
  /** Where the mail went; undefined when none is under way in this browser. */
  address: Personal<string> | undefined
  wrong: Wrong
  /** Nobody joins by this invitation any more: no other code helps. */
  over: boolean
}

/** The last step: with the code of the mail they have joined. What it says is the same for an address that is known. */
export function JoinCodePage({ view, city, address, wrong, over }: JoinCodePageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.joinCode }}
      city={city}
      title={say('showTitle')}
      status={<ErrorSummary errors={errorsOf(view, 'code', say('mailCodeWrong'), wrong)} />}
    >
      <Way now="stepShow" />
      {over ? (
        <p>
          <PhoneLink phone={city.contact.phone} />
        </p>
      ) : (
        <GoOn {...{ city, address, wrong }} />
      )}
    </Page>
  )
}

function GoOn({ city, address, wrong }: Pick<JoinCodePageProps, 'city' | 'address' | 'wrong'>) {
  const say = useWords(words)
  return (
    <>
      {address ? (
        <CodeForm address={address} wrong={wrong} />
      ) : (
        <EmptyState title={say('noCode')} why={say('noCodeWhy')} />
      )}
      <Card heading={say('help')}>
        <p>{say('helpWhy')}</p>
        <p>
          <PhoneLink phone={city.contact.phone} />
        </p>
      </Card>
      <LinkLine href={paths.joinWho}>{say('again')}</LinkLine>
    </>
  )
}

function CodeForm({ address, wrong }: { address: Personal<string>; wrong: Wrong }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('sent', { address: address.reveal() })}</p>
      <Form action={paths.joinCode}>
        <Field
          name="code"
          label={say('mailCode')}
          hint={say('mailCodeHint')}
          error={wrong?.kind === 'form' ? say('mailCodeWrong') : undefined}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={40}
          required
        />
        <SubmitButton>{say('joinNow')}</SubmitButton>
      </Form>
    </>
  )
}
