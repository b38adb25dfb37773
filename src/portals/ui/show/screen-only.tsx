import type { ComponentChildren } from 'preact'

/** What is for whoever sits at the screen, on a page whose print somebody else takes home. */
export function ScreenOnly({ children }: { children: ComponentChildren }) {
  return <div class="screen-only">{children}</div>
}
