import type { CardState, OneSession } from '../../../identity/index.ts'
import { deviceName } from '../../device-name.tsx'
import { deviceWords } from '../../device-words.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  DefinitionList,
  Form,
  LinkLine,
  Notice,
  Page,
  StatusMessage,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

export interface Listed extends OneSession {
  /** The one in which this page is looked at. */
  isThis: boolean
}

interface SessionsPageProps {
  view: View
  city: City
  sessions: readonly Listed[]
  card: CardState | undefined
  done: 'ended' | 'others' | undefined
}

export function SessionsPage({ view, city, sessions, card, done }: SessionsPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      section="settings"
      status={done && <StatusMessage title={say(done)} />}
    >
      {card && card.wrongTries > 0 && (
        <Notice kind="warning" title={say('tries', { times: card.wrongTries })}>
          <p>{say('triesMore')}</p>
        </Notice>
      )}
      <p>{say('what')}</p>
      <p>{say('asSaid')}</p>
      {sessions.map((session, index) => (
        <One session={session} number={index + 1} />
      ))}
      {sessions.length > 1 && (
        <Form action={paths.endOtherSessions}>
          <SubmitButton kind="secondary">{say('endOthers')}</SubmitButton>
        </Form>
      )}
      {card && <TheCard card={card} />}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function One({ session, number }: { session: Listed; number: number }) {
  const view = useView()
  const say = useWords(words)
  const { way, device, isThis, createdAt, lastSeenAt, sessionHash } = session
  return (
    <Card heading={say(isThis ? 'thisOne' : 'another', { number })}>
      <DefinitionList
        of={[
          { term: deviceWords.in(view)('device'), is: deviceName(view, device) },
          { term: say('way'), is: say(way) },
          { term: say('since'), is: <TimeText at={createdAt} /> },
          { term: say('seen'), is: <TimeText at={lastSeenAt} /> },
        ]}
      />
      {!isThis && (
        <Form action={paths.endSession} fields={{ session: sessionHash.toString('hex') }}>
          <SubmitButton kind="secondary">{say('end', { number })}</SubmitButton>
        </Form>
      )}
    </Card>
  )
}

function TheCard({ card: { issuedAt, isLocked, wrongTries } }: { card: CardState }) {
  const say = useWords(words)
  return (
    <Card heading={say('theCard')}>
      <DefinitionList
        of={[
          { term: say('issued'), is: <TimeText at={issuedAt} /> },
          { term: say('wrong'), is: say('times', { times: wrongTries }) },
        ]}
      />
      {isLocked && <p>{say('locked')}</p>}
    </Card>
  )
}
