import { paths } from '../../paths.ts'
import { Card, LinkButton, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

/** For the settings: where passkeys are registered and ended. */
export function PasskeysCard() {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <p>{say('cardWhy')}</p>
      <LinkButton href={paths.passkeys}>{say('cardMore')}</LinkButton>
    </Card>
  )
}
