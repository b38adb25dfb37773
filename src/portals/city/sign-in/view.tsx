import { paths } from '../../paths.ts'
import { LinkLine, Page, type City, type View } from '../../ui/index.ts'
import { PasskeyForm } from '../passkey/passkey-form.tsx'
import { passkeyScript } from '../passkey/script.ts'
import { words } from './words.ts'

export function CitySignInPage({ view, city }: { view: View; city: City }) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title')} script={passkeyScript()}>
      <p>{say('why')}</p>
      <PasskeyForm action={paths.citySignIn} button={say('signIn')} />
      <LinkLine href={paths.signIn}>{say('resident')}</LinkLine>
    </Page>
  )
}
