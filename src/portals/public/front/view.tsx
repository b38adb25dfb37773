import { paths } from '../../paths.ts'
import {
  Actions,
  Card,
  DefinitionList,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  StatusMessage,
  uiWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface FrontPageProps {
  view: View
  city: City
  joinable: boolean
  /** Whoever comes here has just signed out. */
  signedOut: boolean
}

/** What this is, what it promises, whom to ask. */
export function FrontPage({ view, city, joinable, signedOut }: FrontPageProps) {
  const say = words.in(view)
  const promises = ['see', 'stop', 'silence', 'phone'] as const
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      status={signedOut && !view.signedIn && <StatusMessage title={uiWords.in(view)('signedOut')} />}
    >
      <p>{say('what', { city: city.name })}</p>
      <Actions>
        <LinkButton href={view.signedIn ? paths.home : paths.signIn} kind="primary">
          {say(view.signedIn ? 'home' : 'signIn')}
        </LinkButton>
      </Actions>
      {!view.signedIn && joinable && <LinkLine href={paths.join}>{say('join')}</LinkLine>}
      {!view.signedIn && <LinkLine href={paths.stopByCard}>{say('stopByCard')}</LinkLine>}
      <LinkLine href={paths.terms}>{say('terms')}</LinkLine>
      <Card heading={say('promises')}>
        <DefinitionList of={promises.map((each) => ({ term: say(`${each}Term`), is: say(each) }))} />
      </Card>
      <Notice kind="warning" title={say('warning')}>
        <p>{say('unfinished')}</p>
      </Notice>
      <LinkLine href={paths.developer}>{say('developers')}</LinkLine>
    </Page>
  )
}
