import type { CardState } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import {
  DefinitionList,
  Form,
  LinkLine,
  Notice,
  Page,
  PhoneLink,
  StatusMessage,
  SubmitButton,
  TimeText,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface OwnCardPageProps {
  view: View
  city: City
  card: CardState | undefined
  /** Whether they come in by something else, too. */
  comesOtherwise: boolean
  done: 'ended' | 'none' | undefined
}

export function OwnCardPage({ view, city, card, comesOtherwise, done }: OwnCardPageProps) {
  const say = words.in(view)
  const status = done && <StatusMessage title={say(done)} />
  return (
    <Page view={view} city={city} title={say('title')} section="settings" status={status}>
      {card ? <Lost card={card} comesOtherwise={comesOtherwise} /> : <NoCard phone={city.contact.phone} />}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function Lost({ card, comesOtherwise }: { card: CardState; comesOtherwise: boolean }) {
  const say = useWords(words)
  return (
    <>
      <DefinitionList of={[{ term: say('since'), is: <TimeText at={card.issuedAt} /> }]} />
      <p>{say('what')}</p>
      <p>{say('alsoEnds')}</p>
      <p>{say('lookThrough')}</p>
      {!comesOtherwise && (
        <Notice kind="warning" title={say('onlyWay')}>
          <p>{say('onlyWayWhy')}</p>
        </Notice>
      )}
      <Form action={paths.ownCard}>
        <SubmitButton kind="danger">{say('end')}</SubmitButton>
      </Form>
    </>
  )
}

function NoCard({ phone }: { phone: string }) {
  const say = useWords(words)
  return (
    <>
      <p>{say('noCard')}</p>
      <p>{say('another')}</p>
      <p>
        {say('call')} <PhoneLink phone={phone} />
      </p>
    </>
  )
}
