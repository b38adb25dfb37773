import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** One primary button per page; what cannot be taken back is `danger`. */
export type ButtonKind = 'primary' | 'secondary' | 'danger'

interface SubmitButtonProps {
  children: ComponentChildren
  kind?: ButtonKind
  /** Sent with the form, when a form has several buttons. */
  name?: string
  value?: string
  /** Why this cannot be done now. The button stays reachable, does nothing and gives this reason. */
  unavailable?: ComponentChildren
}

export function SubmitButton({ children, kind = 'primary', name, value, unavailable }: SubmitButtonProps) {
  const reason = useId()
  if (unavailable) {
    return (
      <span class="explained">
        <button type="button" class={`button ${kind}`} aria-disabled="true" aria-describedby={reason}>
          {children}
        </button>
        <span class="reason" id={reason}>
          {unavailable}
        </span>
      </span>
    )
  }
  return (
    <button type="submit" class={`button ${kind}`} name={name} value={value}>
      {children}
    </button>
  )
}

/** Looks like a button, goes to a page. `kind` as for buttons; changing something is never a link. */
export function LinkButton(props: {
  href: string
  children: ComponentChildren
  kind?: 'primary' | 'secondary'
}) {
  return (
    <a class={`button ${props.kind ?? 'secondary'}`} href={props.href}>
      {props.children}
    </a>
  )
}

/** Buttons side by side, the primary one first; one below the other where there is no room. */
export function Actions({ children }: { children: ComponentChildren }) {
  return <div class="actions">{children}</div>
}
