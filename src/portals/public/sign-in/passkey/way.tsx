import { paths } from '../../../paths.ts'
import { PasskeyForm } from '../../../passkey/passkey-form.tsx'
import { useWords } from '../../../ui/index.ts'
import { words } from './words.ts'

/** For the sign-in page, the last of the ways. Nothing of it is there without a script. */
export function PasskeyWay() {
  const say = useWords(words)
  const lead = (
    <>
      <h2>{say('title')}</h2>
      <p>{say('about')}</p>
    </>
  )
  return (
    <PasskeyForm
      action={paths.signInPasskey}
      button={say('signIn')}
      kind="secondary"
      lead={lead}
      withoutScript={null}
    />
  )
}
