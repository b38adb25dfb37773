import type { ComponentChildren } from 'preact'

/** Nothing here yet: what that means, and the next step. */
export function EmptyState(props: {
  title: ComponentChildren
  why: ComponentChildren
  next?: ComponentChildren
}) {
  return (
    <div class="empty">
      <p class="empty-title">{props.title}</p>
      <p>{props.why}</p>
      {props.next && <div class="actions">{props.next}</div>}
    </div>
  )
}
