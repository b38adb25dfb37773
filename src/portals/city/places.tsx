import { mayStaff, type StaffPower } from '../../identity/index.ts'
import { paths } from '../paths.ts'
import { uiWords, useWords } from '../ui/index.ts'
import { cityWords } from './words.ts'

/** Where staff can go, and which power it takes. */
const places = [
  { href: paths.city, name: 'home', power: null },
  { href: paths.counter, name: 'desk', power: 'help-residents' },
  { href: paths.staff, name: 'staff', power: 'appoint-staff' },
  { href: paths.staffActs, name: 'acts', power: 'read-ledgers' },
  { href: paths.searches, name: 'searches', power: 'read-ledgers' },
] as const satisfies readonly { href: string; name: string; power: StaffPower | null }[]

/** The way around for staff, under the header: only what their role may. */
export function Places({ role, current }: { role: string; current: string }) {
  const say = useWords(cityWords)
  const ui = useWords(uiWords)
  return (
    <nav class="places" aria-label={ui.text('navigation')}>
      <ul>
        {places
          .filter(({ power }) => power === null || mayStaff(role, power))
          .map(({ href, name }) => (
            <li>
              <a href={href} aria-current={href === current ? 'page' : undefined}>
                {say(name)}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}
