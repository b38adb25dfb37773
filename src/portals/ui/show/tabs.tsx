import type { ComponentChildren } from 'preact'

export interface Tab {
  href: string
  label: ComponentChildren
  current: boolean
}

/** Several ways to look at the same thing, each with an address of its own: links, not scripts. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ href, label: words, current }) => (
          <li>
            <a href={href} aria-current={current ? 'page' : undefined}>
              <span>{words}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
