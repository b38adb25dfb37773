import { PasskeyForm } from '../../city/passkey/passkey-form.tsx'
import { passkeyScript } from '../../city/passkey/script.ts'
import { paths } from '../../paths.ts'
import { Field, Page, type City, type View } from '../../ui/index.ts'
import { words } from './words.ts'

/** Open to whoever has an invitation. Who it is for, and of which company, nobody is told before the passkey is made. */
export function CompanyInvitedPage({ view, city }: { view: View; city: City }) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title')} script={passkeyScript()}>
      <p>{say('why')}</p>
      <p>{say('own')}</p>
      <PasskeyForm action={paths.companyInvited} button={say('join')}>
        <Field name="invitation" label={say('invitation')} hint={say('invitationHint')} required />
      </PasskeyForm>
    </Page>
  )
}
