import { paths } from '../../paths.ts'
import { Card, LinkLine, Page, StatusMessage, TimeText } from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { words } from './words.ts'

interface InvitationPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  address: string
  expiresAt: Date
}

/** What the administrator hands on, by hand or by a letter within the house. */
export function InvitationPage({ staff, view, city, address, expiresAt }: InvitationPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('invitation')}
      status={<StatusMessage title={say('made')} />}
      navigation={<Places role={staff.role} current={paths.staff} />}
    >
      <Card heading={say('address')}>
        <p>{say('handOver')}</p>
        <p>
          <span class="as-it-is">{address}</span>
        </p>
        <p>
          {say('goodUntil')} <TimeText at={expiresAt} />
        </p>
      </Card>
      <LinkLine href={paths.staff}>{say('back')}</LinkLine>
    </Page>
  )
}
