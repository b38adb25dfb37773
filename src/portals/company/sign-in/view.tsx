import { PasskeyForm } from '../../city/passkey/passkey-form.tsx'
import { passkeyScript } from '../../city/passkey/script.ts'
import { paths } from '../../paths.ts'
import { LinkLine, Page, type City, type View } from '../../ui/index.ts'
import { words } from './words.ts'

export function CompanySignInPage({ view, city }: { view: View; city: City }) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title')} script={passkeyScript()}>
      <p>{say('why')}</p>
      <PasskeyForm action={paths.companySignIn} button={say('signIn')} />
      <LinkLine href={paths.companyRegister}>{say('register')}</LinkLine>
    </Page>
  )
}
