import type { ComponentChildren } from 'preact'
import { useAnnouncement } from '../announced.ts'
import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'
import { MessageTitle } from './notice.tsx'

export interface EntryError {
  /** Name of the field to correct. */
  name: string
  message: ComponentChildren
}

/** All that has to be corrected, first on the page, each leading to its field. Nothing at all when there is nothing. */
export function ErrorSummary({
  errors,
  children,
}: {
  errors: readonly EntryError[]
  children?: ComponentChildren
}) {
  const say = useWords(uiWords)
  const title = errors.length > 0 && say('errorSummary', { count: errors.length })
  useAnnouncement(title)
  if (title === false) return null
  return (
    <div class="message error" role="alert" tabIndex={-1} id="errors">
      <MessageTitle icon="error" word={say('errorWord')} title={title} />
      {children && <div class="message-body">{children}</div>}
      <ul class="message-body">
        {errors.map(({ name, message }) => (
          <li>
            <a href={`#${name}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
