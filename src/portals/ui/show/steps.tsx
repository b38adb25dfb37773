import type { ComponentChildren } from 'preact'
import { Icon } from '../icon.tsx'
import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'

/** Where one is in a task of several pages. `now` counts from 1. */
export function Steps({ names, now }: { names: readonly ComponentChildren[]; now: number }) {
  const say = useWords(uiWords)
  return (
    <ol class="steps" aria-label={say.text('steps')}>
      {names.map((name, index) => {
        const place = index + 1 < now ? 'before' : index + 1 === now ? 'now' : 'after'
        return (
          <li class={`step ${place}`} aria-current={place === 'now' ? 'step' : undefined}>
            <span class="step-mark" aria-hidden="true">
              {place === 'before' ? <Icon name="check" /> : index + 1}
            </span>
            <span class="step-name">
              {name}
              {place === 'before' && <span class="visually-hidden"> ({say('stepDone')})</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
