import { paths } from '../../paths.ts'
import { Card, LinkButton, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

/** For the settings: where one's mail address is put in and taken away. */
export function MailAddressCard() {
  const say = useWords(words)
  return (
    <Card heading={say('title')}>
      <p>{say('about')}</p>
      <LinkButton href={paths.mailAddress}>{say('more')}</LinkButton>
    </Card>
  )
}
