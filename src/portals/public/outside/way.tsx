import type { OutsideProvider } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import { LinkLine, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

/** For the sign-in page: one way in more. */
export function OutsideWay({ provider: { name } }: { provider: OutsideProvider }) {
  const say = useWords(words)
  return <LinkLine href={paths.signInOutside}>{say('title', { name })}</LinkLine>
}
