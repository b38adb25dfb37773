import type { Slip } from '../../../identity/index.ts'
import { assertNever, type Personal, type Sentence } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  Page,
  PhoneLink,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

/** Whether there is a card of the number that was typed is none of these. */
export type Outcome =
  | { is: 'asked' }
  | { is: 'mistyped'; typed: Personal<string>; slip: Slip }
  | { is: 'stopped' }
  | { is: 'not-kept'; sentence: Sentence }

export function StopByCardPage({ view, city, outcome }: { view: View; city: City; outcome: Outcome }) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.stopByCard }}
      city={city}
      title={say('title')}
      status={<Status outcome={outcome} />}
    >
      {outcome.is === 'stopped' ? (
        <Actions>
          <LinkButton href={view.signedIn ? paths.home : paths.front}>{say('front')}</LinkButton>
        </Actions>
      ) : (
        <Entry mistyped={outcome.is === 'mistyped' ? outcome : undefined} />
      )}
      {outcome.is === 'stopped' && <p>{say('lost')}</p>}
      <p>
        {say('call')} <PhoneLink phone={city.contact.phone} />
      </p>
    </Page>
  )
}

function Status({ outcome }: { outcome: Outcome }) {
  const say = useWords(words)
  const view = useView()
  switch (outcome.is) {
    case 'asked':
      return null
    case 'mistyped':
      return <ErrorSummary errors={[{ name: 'number', message: say(`wrong-${outcome.slip}`) }]} />
    case 'stopped':
      return (
        <StatusMessage title={say('stopped')}>
          <p>{say('stoppedMore')}</p>
        </StatusMessage>
      )
    case 'not-kept':
      return <StatusMessage kind="warning" title={sentenceIn(view, outcome.sentence)} />
    default:
      return assertNever(outcome)
  }
}

function Entry({ mistyped }: { mistyped: Extract<Outcome, { is: 'mistyped' }> | undefined }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('what')}</p>
      <p>{say('again')}</p>
      <Form action={paths.stopByCard}>
        <Field
          name="number"
          label={say('number')}
          hint={say('numberHint')}
          value={mistyped?.typed.reveal() ?? ''}
          error={mistyped && say(`wrong-${mistyped.slip}`)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          required
        />
        <SubmitButton>{say('stop')}</SubmitButton>
      </Form>
    </>
  )
}
