import { mayStaff, type StaffPower } from '../../identity/index.ts'
import { paths } from '../paths.ts'
import { PlaceLinks } from '../place-links.tsx'
import { useWords } from '../ui/index.ts'
import { cityWords } from './words.ts'

/** Where staff can go, and which powers let them, any one of these. */
const places = [
  { href: paths.city, name: 'home', powers: null },
  { href: paths.counter, name: 'desk', powers: ['help-residents'] },
  { href: paths.cohorts, name: 'cohorts', powers: ['invite-residents'] },
  { href: paths.letters, name: 'letters', powers: ['print-letters'] },
  { href: paths.staff, name: 'staff', powers: ['appoint-staff'] },
  { href: paths.cityPrograms, name: 'programs', powers: ['appoint-staff', 'read-ledgers'] },
  { href: paths.cityCompanies, name: 'companies', powers: ['review-uses', 'read-ledgers'] },
  { href: paths.staffActs, name: 'acts', powers: ['read-ledgers'] },
  { href: paths.searches, name: 'searches', powers: ['read-ledgers'] },
] as const satisfies readonly { href: string; name: string; powers: readonly StaffPower[] | null }[]

/** The way around for staff, under the header: only what their role may. */
export function Places({ role, current }: { role: string; current: string }) {
  const say = useWords(cityWords)
  const open = places.filter(({ powers }) => powers?.some((power) => mayStaff(role, power)) ?? true)
  return <PlaceLinks places={open.map(({ href, name }) => ({ href, label: say(name) }))} current={current} />
}
