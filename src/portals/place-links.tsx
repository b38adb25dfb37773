import type { ComponentChildren } from 'preact'
import { uiWords, useWords } from './ui/index.ts'

interface PlaceLinksProps {
  places: readonly { href: string; label: ComponentChildren }[]
  current: string
}

/** The way around where there is no bottom navigation, under the header: of the city's staff, and of companies. */
export function PlaceLinks({ places, current }: PlaceLinksProps) {
  const say = useWords(uiWords)
  return (
    <nav class="places" aria-label={say.text('navigation')}>
      <ul>
        {places.map(({ href, label }) => (
          <li>
            <a href={href} aria-current={href === current ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
