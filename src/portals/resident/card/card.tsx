import { paths } from '../../paths.ts'
import { Card, LinkButton, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

/** For the settings: where a card that was lost is ended. */
export function LostCardCard() {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <p>{say('about')}</p>
      <LinkButton href={paths.ownCard}>{say('more')}</LinkButton>
    </Card>
  )
}
