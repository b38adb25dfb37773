import type { OutsideProvider } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import { Card, LinkButton, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

/** For the settings: where to link and unlink. */
export function OutsideCard({ provider: { name } }: { provider: OutsideProvider }) {
  const say = useWords(words)
  return (
    <Card heading={say('title', { name })}>
      <p>{say('about')}</p>
      <LinkButton href={paths.outside}>{say('more')}</LinkButton>
    </Card>
  )
}
