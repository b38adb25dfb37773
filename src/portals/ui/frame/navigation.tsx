import { paths } from '../../paths.ts'
import { Icon } from '../icon.tsx'
import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'

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

/** Where a resident can go, and which of the places this page belongs to. */
export function Navigation({ current }: { current: string | undefined }) {
  const say = useWords(uiWords)
  const sections = Object.keys(residentSections) as ResidentSection[]
  return (
    <nav class="navigation" aria-label={say.text('navigation')}>
      <ul>
        {sections.map((section) => (
          <li>
            <a href={residentSections[section]} aria-current={section === current ? 'page' : undefined}>
              <Icon name={residentIcons[section]} />
              <span>{say(section)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
