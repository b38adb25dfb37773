import { LinkLine, Page, StatusMessage, uiWords, type City, type View } from '../ui/index.ts'
import { doorWords, sayAt } from './door-words.ts'
import { PasskeyForm } from './passkey-form.tsx'
import type { DoorPlace } from './place.ts'

export interface DoorPageProps {
  view: View
  city: City
  place: DoorPlace
}

/** Where the city's staff, or persons of companies, sign in. `signedOut`: whoever comes here has just signed out. */
export function DoorPage({ view, city, place, signedOut }: DoorPageProps & { signedOut: boolean }) {
  const say = doorWords.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say(sayAt(view, 'sign-in'))}
      status={signedOut && !view.signedIn && <StatusMessage title={uiWords.in(view)('signedOut')} />}
    >
      <p>{say('why')}</p>
      <PasskeyForm action={place.signIn} button={say('signIn')} />
      <LinkLine href={place.elsewhere}>{say(sayAt(view, 'elsewhere'))}</LinkLine>
    </Page>
  )
}
