import { itemOf, type ItemCode } from '../../../catalog/index.ts'
import type { OwnPartner, Partner } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  DefinitionList,
  EmptyState,
  Form,
  LinkButton,
  LinkLine,
  Page,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface PartnersPageProps {
  view: View
  city: City
  own: readonly OwnPartner[]
  /** All of this city. */
  partners: readonly Partner[]
  done: 'ended' | undefined
}

export function PartnersPage({ view, city, own, partners, done }: PartnersPageProps) {
  const say = words.in(view)
  const status = done && <StatusMessage title={say('ended')} />
  return (
    <Page view={view} city={city} title={say('title')} section="settings" status={status}>
      <p>{say('about')}</p>
      {own.length > 0 && <h2>{say('own')}</h2>}
      {own.map((each) => (
        <Linked each={each} />
      ))}
      {partners.length > 0 && <h2>{say('others')}</h2>}
      {partners.map((partner) => (
        <ToLink partner={partner} />
      ))}
      {own.length + partners.length === 0 && (
        <EmptyState
          title={say('none')}
          why={say('noneWhy')}
          next={<LinkButton href={paths.deposits}>{say('toDeposits')}</LinkButton>}
        />
      )}
      <LinkLine href={paths.settings}>{say('back')}</LinkLine>
    </Page>
  )
}

function Linked({ each: { name, items, linkedAt, endsAt, linkHash } }: { each: OwnPartner }) {
  const say = useWords(words)
  return (
    <Card heading={name}>
      <DefinitionList
        of={[
          { term: say('brings'), is: <Items items={items} /> },
          { term: say('since'), is: <TimeText at={linkedAt} /> },
          { term: say('until'), is: <TimeText at={endsAt} /> },
        ]}
      />
      <Form action={paths.endPartner} fields={{ link: linkHash.toString('hex') }}>
        <p>{say('endWhy')}</p>
        <SubmitButton kind="secondary">{say('end', { name })}</SubmitButton>
      </Form>
    </Card>
  )
}

function ToLink({ partner: { programId, name, items } }: { partner: Partner }) {
  const say = useWords(words)
  return (
    <Card heading={name}>
      <DefinitionList of={[{ term: say('brings'), is: <Items items={items} /> }]} />
      <LinkButton href={`${paths.choosePartner}?partner=${programId}`}>{say('choose', { name })}</LinkButton>
    </Card>
  )
}

/** One on a line: a list of names runs together in the mind. */
export function Items({ items }: { items: readonly ItemCode[] }) {
  const view = useView()
  return (
    <>
      {items.map((item, place) => (
        <>
          {place > 0 && <br />}
          {sentenceIn(view, itemOf(item).names)}
        </>
      ))}
    </>
  )
}

/** For the settings. */
export function PartnersCard() {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <p>{say('about')}</p>
      <LinkButton href={paths.partners}>{say('more')}</LinkButton>
    </Card>
  )
}
