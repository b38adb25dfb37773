import type { Personal } from '../../../kernel/index.ts'
import type { OutsideProvider } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  EmptyState,
  Form,
  LinkButton,
  LinkLine,
  Page,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { OutsideWay } from '../outside/way.tsx'
import { PasskeyWay } from './passkey/way.tsx'
import { words } from './words.ts'

/** An invented resident of the demonstration. */
export interface DemoPerson {
  residentId: string
  name: Personal<string>
  /** 70 for the seventies. */
  ageGroup: number
}

/** `people` is null where this is no demonstration. */
export function SignInPage(props: {
  view: View
  city: City
  people: readonly DemoPerson[] | null
  outside: OutsideProvider | undefined
  /** Whether the city sends mail. */
  mail: boolean
}) {
  const { view, city, people, outside, mail } = props
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title')} heading={people ? say('demo') : say('title')}>
      {people === null && <p>{say('cardWhy')}</p>}
      {people && <People people={people} />}
      <Actions>
        <LinkButton href={paths.signInCard} kind={people ? 'secondary' : 'primary'}>
          {say('card')}
        </LinkButton>
      </Actions>
      <LinkLine href={paths.stopByCard}>{say('stop')}</LinkLine>
      {mail && <LinkLine href={paths.signInMail}>{say('mail')}</LinkLine>}
      {outside && <OutsideWay provider={outside} />}
      <PasskeyWay />
      {(mail || outside) && <LinkLine href={paths.join}>{say('join')}</LinkLine>}
    </Page>
  )
}

function People({ people }: { people: readonly DemoPerson[] }) {
  const say = useWords(words)
  if (people.length === 0) return <EmptyState title={say('none')} why={say('noneWhy')} />
  return (
    <>
      <p>{say('demoWhy')}</p>
      <Actions>
        {people.map((person) => (
          <PersonButton person={person} />
        ))}
      </Actions>
    </>
  )
}

function PersonButton({ person }: { person: DemoPerson }) {
  const say = useWords(words)
  const name = person.name.reveal()
  return (
    <Form action={paths.signIn} fields={{ resident: person.residentId }}>
      <SubmitButton kind="secondary">{say('enter', { name, years: person.ageGroup })}</SubmitButton>
    </Form>
  )
}
