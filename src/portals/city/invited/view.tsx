import { paths } from '../../paths.ts'
import { Field, Page, type City, type View } from '../../ui/index.ts'
import { PasskeyForm } from '../passkey/passkey-form.tsx'
import { passkeyScript } from '../passkey/script.ts'
import { words } from './words.ts'

/** Open to whoever has an invitation. Who it is for, nobody is told before the passkey is made. */
export function InvitedPage({ view, city }: { view: View; city: City }) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title')} script={passkeyScript()}>
      <p>{say('why')}</p>
      <p>{say('own')}</p>
      <PasskeyForm action={paths.cityInvited} button={say('join')}>
        <Field name="invitation" label={say('invitation')} hint={say('invitationHint')} required />
      </PasskeyForm>
    </Page>
  )
}
