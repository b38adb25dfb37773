import { InvitationCard, type ShownInvitation } from '../../passkey/invitation-card.tsx'
import { paths } from '../../paths.ts'
import { LinkLine, Page, StatusMessage } from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { words } from './words.ts'

type InvitationPageProps = Pick<StaffReader, 'staff' | 'view' | 'city'> & ShownInvitation

/** What the administrator hands on, by hand or by a letter within the house. */
export function InvitationPage({ staff, view, city, ...invitation }: InvitationPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('invitation')}
      status={<StatusMessage title={say('made')} />}
      navigation={<Places role={staff.role} current={paths.staff} />}
    >
      <InvitationCard {...invitation} />
      <LinkLine href={paths.staff}>{say('back')}</LinkLine>
    </Page>
  )
}
