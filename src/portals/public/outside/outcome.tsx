import { identityRefusals } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import { Actions, LinkButton, Page, sentenceIn, type City, type View } from '../../ui/index.ts'
import { words } from './words.ts'

/** What may come of it when it is not what the person wanted, and has a page of its own. */
export type Outcome =
  | 'outside-declined'
  | 'outside-not-linked'
  | 'outside-taken'
  | 'outside-somebody-else'
  | 'outside-unreachable'
  | 'outside-not-begun'
  | 'outside-not-believed'

/** What happened, that nothing has changed, and what to do. Who is signed in came from their settings. */
export function OutcomePage({ view, city, because }: { view: View; city: City; because: Outcome }) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say(because)}>
      <p>{sentenceIn(view, identityRefusals[because])}</p>
      <p>
        <strong>{say('unchanged')}</strong>
      </p>
      <Actions>
        <LinkButton href={view.signedIn ? paths.outside : paths.signIn} kind="primary">
          {say(view.signedIn ? 'toLinking' : 'toSignIn')}
        </LinkButton>
      </Actions>
    </Page>
  )
}
