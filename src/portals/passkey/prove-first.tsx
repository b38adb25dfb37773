import { Card, useWords } from '../ui/index.ts'
import { doorWords } from './door-words.ts'
import { PasskeyForm } from './passkey-form.tsx'
import type { DoorPlace } from './place.ts'

/** In the place of what can be changed, until a passkey was shown just now. Without its script the page says so. */
export function ProveFirst({ place, page }: { place: Pick<DoorPlace, 'proof'>; page: string }) {
  const say = useWords(doorWords)
  return (
    <Card heading={say('prove')}>
      <p>{say('proveWhy')}</p>
      <PasskeyForm action={place.proof} button={say('proveNow')} fields={{ page }} />
    </Card>
  )
}
