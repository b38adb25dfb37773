import type { ComponentChildren } from 'preact'

export function Details(props: { summary: ComponentChildren; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="details" open={props.open}>
      <summary>
        <span>{props.summary}</span>
      </summary>
      <div class="details-body">{props.children}</div>
    </details>
  )
}
