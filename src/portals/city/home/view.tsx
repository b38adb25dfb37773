import { mayStaff, type StaffPower } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import { Card, Form, LinkCard, Page, SubmitButton, useWords } from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

type WordName = keyof typeof words.tables.ja

/** What this member may do, and how they leave. */
export function CityHomePage({ staff, view, city }: Pick<StaffReader, 'staff' | 'view' | 'city'>) {
  const say = words.in(view)
  const sayCity = cityWords.in(view)
  const { role } = staff
  return (
    <Page
      view={view}
      city={city}
      title={sayCity('home')}
      navigation={<Places role={role} current={paths.city} />}
    >
      <Card heading={say('role')}>
        <p>
          <strong>{sayCity(role)}</strong>
        </p>
        <p>{sayCity(`${role}May`)}</p>
      </Card>
      <Ways role={role} />
      <Card heading={say('signOut')}>
        <p>{say('signOutWhy')}</p>
        <Form action={paths.citySignOut}>
          <SubmitButton kind="secondary">{say('signOutNow')}</SubmitButton>
        </Form>
      </Card>
    </Page>
  )
}

/** Where a power leads, and what it does there: of two powers the first counts. */
const ways = [
  { href: paths.counter, name: 'desk', why: { 'help-residents': 'deskWhy' } },
  { href: paths.cohorts, name: 'cohorts', why: { 'invite-residents': 'cohortsWhy' } },
  { href: paths.letters, name: 'letters', why: { 'print-letters': 'lettersWhy' } },
  { href: paths.staff, name: 'staff', why: { 'appoint-staff': 'staffWhy' } },
  {
    href: paths.cityPrograms,
    name: 'programs',
    why: { 'appoint-staff': 'programsWhy', 'read-ledgers': 'programsRead' },
  },
  {
    href: paths.cityCompanies,
    name: 'companies',
    why: { 'review-uses': 'companiesWhy', 'read-ledgers': 'companiesRead' },
  },
  { href: paths.staffActs, name: 'acts', why: { 'read-ledgers': 'actsWhy' } },
  { href: paths.searches, name: 'searches', why: { 'read-ledgers': 'searchesWhy' } },
] as const satisfies readonly { href: string; name: string; why: Partial<Record<StaffPower, WordName>> }[]

/** Only what this role may. */
function Ways({ role }: Pick<StaffReader['staff'], 'role'>) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  return (
    <>
      {ways.map(({ href, name, why }) => {
        const may = Object.entries(why).find(([power]) => mayStaff(role, power as StaffPower))
        return (
          may && (
            <LinkCard href={href} heading={sayCity(name)}>
              <p>{say(may[1])}</p>
            </LinkCard>
          )
        )
      })}
    </>
  )
}
