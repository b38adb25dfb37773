import type { ComponentChildren } from 'preact'

/** Where a sheet is cut once it is printed, and why. */
export function CutLine({ children }: { children: ComponentChildren }) {
  return <p class="cut">{children}</p>
}
