import { PasskeyForm } from '../city/passkey/passkey-form.tsx'
import { paths } from '../paths.ts'
import { Card, useWords } from '../ui/index.ts'
import { companyDoorWords } from './words.ts'
import type { provenFor } from './proof-routes.ts'

/** In the place of what can be changed, until a passkey was shown just now. Without its script the page says so. */
export function ProveFirst({ page }: { page: (typeof provenFor)[number] }) {
  const say = useWords(companyDoorWords)
  return (
    <Card heading={say('prove')}>
      <p>{say('proveWhy')}</p>
      <PasskeyForm action={paths.companyProof} button={say('proveNow')} fields={{ page }} />
    </Card>
  )
}
