import type { StaffMember } from '../../../identity/index.ts'
import { ProveFirst } from '../../passkey/prove-first.tsx'
import { paths } from '../../paths.ts'
import { FilledMessage } from '../../typed/filled-message.tsx'
import type { Filling } from '../../typed/keep-fields.ts'
import { ErrorSummary, Page, StatusMessage } from '../../ui/index.ts'
import { cityPlace } from '../city-door.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { AppointForm } from './appoint-form.tsx'
import { MemberTable } from './member-table.tsx'
import { words } from './words.ts'

export interface StaffPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  members: readonly StaffMember[]
  done?: 'role' | 'ended' | undefined
  because?: 'no-name' | 'no-role' | undefined
  /** What was typed before a passkey was shown, or where something has to be corrected. */
  filling?: Filling | undefined
}

/** Everybody of the city's staff. What can be done to them is there once a passkey was shown just now. */
export function StaffPage({ staff, view, city, members, done, because, filling }: StaffPageProps) {
  const say = words.in(view)
  const { recentlyProven } = staff
  const wrong = because && (
    <ErrorSummary errors={[{ name: because === 'no-name' ? 'name' : 'role', message: say(because) }]} />
  )
  return (
    <Page
      view={filling ? { ...view, path: paths.staff } : view}
      city={city}
      title={say('title')}
      status={
        wrong ||
        (filling && <FilledMessage />) ||
        (done && <StatusMessage title={say(done === 'role' ? 'roleChanged' : 'accessEnded')} />)
      }
      navigation={<Places role={staff.role} current={paths.staff} />}
    >
      {recentlyProven ? (
        <AppointForm because={because} filling={filling} />
      ) : (
        <ProveFirst place={cityPlace} page={paths.staff} />
      )}
      <MemberTable members={members} self={staff.staffId} changeable={recentlyProven} />
    </Page>
  )
}
