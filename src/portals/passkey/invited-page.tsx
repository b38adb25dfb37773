import { Field, Page } from '../ui/index.ts'
import { doorWords, sayAt } from './door-words.ts'
import { PasskeyForm } from './passkey-form.tsx'
import type { DoorPageProps } from './sign-in-page.tsx'

/** Open to whoever has an invitation. Who it is for, nobody is told before the passkey is made. */
export function InvitedPage({ view, city, place }: DoorPageProps) {
  const say = doorWords.in(view)
  return (
    <Page view={view} city={city} title={say(sayAt(view, 'invited'))}>
      <p>{say('invitedWhy')}</p>
      <p>{say('own')}</p>
      <PasskeyForm action={place.invited} button={say('join')}>
        <Field name="invitation" label={say('invitation')} hint={say('invitationHint')} required />
      </PasskeyForm>
    </Page>
  )
}
