import type { ComponentChildren } from 'preact'

/** A link that stands by itself, and is as tall as a button: who has it alone before them presses it with a thumb. */
export function LinkLine({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <p class="link-line">
      <a href={href}>{children}</a>
    </p>
  )
}
