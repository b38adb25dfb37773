import type { TermsStanding } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { Actions, LinkButton, Notice, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

/** Where something waits for the terms; nothing for who has agreed, or while there is nothing to agree to. */
export function TermsNotice({ standing }: { standing: TermsStanding }) {
  const say = useWords(words)
  if (standing !== 'to-ask' && standing !== 'refused') return null
  return (
    <Notice kind="info" title={say('ask')}>
      <p>{say('askMore')}</p>
      <Actions>
        <LinkButton href={paths.answerTerms}>{say('askNow')}</LinkButton>
      </Actions>
    </Notice>
  )
}
