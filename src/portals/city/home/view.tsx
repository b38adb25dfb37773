import { mayStaff } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import { Card, Form, LinkCard, Page, SubmitButton, useWords } from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

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

/** Only what this role may. */
function Ways({ role }: Pick<StaffReader['staff'], 'role'>) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  return (
    <>
      {mayStaff(role, 'help-residents') && (
        <LinkCard href={paths.counter} heading={sayCity('desk')}>
          <p>{say('deskWhy')}</p>
        </LinkCard>
      )}
      {mayStaff(role, 'invite-residents') && (
        <LinkCard href={paths.cohorts} heading={sayCity('cohorts')}>
          <p>{say('cohortsWhy')}</p>
        </LinkCard>
      )}
      {mayStaff(role, 'appoint-staff') && (
        <LinkCard href={paths.staff} heading={sayCity('staff')}>
          <p>{say('staffWhy')}</p>
        </LinkCard>
      )}
      {mayStaff(role, 'appoint-staff') && (
        <LinkCard href={paths.cityPrograms} heading={sayCity('programs')}>
          <p>{say('programsWhy')}</p>
        </LinkCard>
      )}
      {(mayStaff(role, 'review-uses') || mayStaff(role, 'read-ledgers')) && (
        <LinkCard href={paths.cityCompanies} heading={sayCity('companies')}>
          <p>{say(mayStaff(role, 'review-uses') ? 'companiesWhy' : 'companiesRead')}</p>
        </LinkCard>
      )}
      {mayStaff(role, 'read-ledgers') && (
        <LinkCard href={paths.staffActs} heading={sayCity('acts')}>
          <p>{say('actsWhy')}</p>
        </LinkCard>
      )}
    </>
  )
}
