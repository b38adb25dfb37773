import type { ComponentChildren } from 'preact'
import { useAnnouncement } from '../announced.ts'
import { Icon, type IconName } from '../icon.tsx'
import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'

export type NoticeKind = 'info' | 'done' | 'warning' | 'error'

interface NoticeProps {
  kind: NoticeKind
  title: ComponentChildren
  children?: ComponentChildren
}

/** Something to know before going on. What happened after an action is a `<StatusMessage>`. */
export function Notice({ kind, title, children }: NoticeProps) {
  const say = useWords(uiWords)
  const words = { info: 'infoWord', done: 'doneWord', warning: 'warningWord', error: 'errorWord' } as const
  const word = say(words[kind])
  return (
    <div class={`message ${kind}`}>
      <MessageTitle icon={kind} word={word} title={title} />
      {children && <div class="message-body">{children}</div>}
    </div>
  )
}

interface StatusMessageProps {
  kind?: 'done' | 'warning' | 'error'
  title: ComponentChildren
  children?: ComponentChildren
  /** What can be done next: もとにもどす, 控え, 消してもらう. */
  actions?: ComponentChildren
}

/** What the server has confirmed, or could not: said where it happened, and announced. */
export function StatusMessage({ kind = 'done', title, children, actions }: StatusMessageProps) {
  useAnnouncement(title)
  const say = useWords(uiWords)
  const word = { done: say('doneWord'), warning: say('warningWord'), error: say('errorWord') }[kind]
  return (
    <div class={`message ${kind}`} role="status">
      <MessageTitle icon={kind} word={word} title={title} />
      {children && <div class="message-body">{children}</div>}
      {actions && <div class="actions">{actions}</div>}
    </div>
  )
}

export function MessageTitle(props: { icon: IconName; word: ComponentChildren; title: ComponentChildren }) {
  return (
    <p class="message-title">
      <Icon name={props.icon} />
      <span>
        <span class="visually-hidden">{props.word}: </span>
        {props.title}
      </span>
    </p>
  )
}
