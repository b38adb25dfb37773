import type { ComponentChildren } from 'preact'
import { paths } from '../../paths.ts'
import { Icon, type IconName } from '../icon.tsx'
import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'

export interface NavigationItem {
  section: string
  href: string
  icon: IconName
  label: ComponentChildren
}

/** The four places of a resident: at the bottom on a telephone, under the header on a wide screen. */
export const residentSections = {
  home: paths.home,
  companies: paths.companies,
  history: paths.history,
  settings: paths.settings,
} as const

export type ResidentSection = keyof typeof residentSections

const residentIcons = {
  home: 'home',
  companies: 'company',
  history: 'history',
  settings: 'settings',
} as const

interface NavigationProps {
  current: string | undefined
  /** Another portal's places; the resident's when left out. */
  items: readonly NavigationItem[] | undefined
}

export function Navigation({ current, items }: NavigationProps) {
  const say = useWords(uiWords)
  const sections = Object.keys(residentSections) as ResidentSection[]
  const shownItems =
    items ??
    sections.map((section) => ({
      section,
      href: residentSections[section],
      icon: residentIcons[section],
      label: say(section),
    }))
  return (
    <nav class="navigation" aria-label={say.text('navigation')}>
      <ul>
        {shownItems.map(({ section, href, icon, label }) => (
          <li>
            <a href={href} aria-current={section === current ? 'page' : undefined}>
              <Icon name={icon} />
              <span>{label}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
