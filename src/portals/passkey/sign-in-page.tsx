import { LinkLine, Page, type City, type View } from '../ui/index.ts'
import { doorWords, sayAt } from './door-words.ts'
import { PasskeyForm } from './passkey-form.tsx'
import type { DoorPlace } from './place.ts'

export interface DoorPageProps {
  view: View
  city: City
  place: DoorPlace
}

/** Where the city's staff, or persons of companies, sign in. */
export function DoorPage({ view, city, place }: DoorPageProps) {
  const say = doorWords.in(view)
  return (
    <Page view={view} city={city} title={say(sayAt(view, 'sign-in'))}>
      <p>{say('why')}</p>
      <PasskeyForm action={place.signIn} button={say('signIn')} />
      <LinkLine href={place.elsewhere}>{say(sayAt(view, 'elsewhere'))}</LinkLine>
    </Page>
  )
}
