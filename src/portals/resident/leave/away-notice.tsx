import { paths } from '../../paths.ts'
import { Actions, LinkButton, Notice, useWords } from '../../ui/index.ts'
import type { Away } from './away.ts'
import { words } from './words.ts'

/** How somebody stands who takes part no more, until when, and how they take part again. */
export function AwayNotice({ away }: { away: Away }) {
  const say = useWords(words)
  return (
    <Notice kind="info" title={say(away.why)}>
      <p>{say('givesNothing')}</p>
      {away.mayReturn ? (
        <>
          <p>{say('erasedOn', { day: away.until })}</p>
          <p>{say('returnUntil', { day: away.until })}</p>
          <Actions>
            <LinkButton href={paths.leave}>{say('toReturn')}</LinkButton>
          </Actions>
        </>
      ) : (
        <p>{say('dayIsOver', { day: away.until })}</p>
      )}
    </Notice>
  )
}
