import type { StaffAct, StaffMember } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import { Page, Table, TimeText, useWords } from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

interface ActsPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  /** The newest first. */
  acts: readonly StaffAct[]
  members: readonly StaffMember[]
}

/** The ledger of staff, for who audits. Nothing can be changed here. */
export function StaffActsPage({ staff, view, city, acts, members }: ActsPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={cityWords.in(view)('acts')}
      navigation={<Places role={staff.role} current={paths.staffActs} />}
    >
      <p>{say('newest', { count: acts.length })}</p>
      <Acts acts={acts} members={members} />
    </Page>
  )
}

function Acts({ acts, members }: Pick<ActsPageProps, 'acts' | 'members'>) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  const names = new Map(members.map(({ staffId, name }) => [staffId, name.reveal()]))
  return (
    <Table
      caption={sayCity('acts')}
      captionHidden
      columns={[
        { label: say('when'), cell: ({ happenedAt }) => <TimeText at={happenedAt} /> },
        { label: say('what'), cell: ({ kind }) => say(kind) },
        { label: say('whom'), cell: ({ staffId }) => names.get(staffId) },
        { label: say('role'), cell: ({ role }) => sayCity(role) },
        { label: say('by'), cell: ({ by }) => (by === null ? say('machineRoom') : names.get(by)) },
      ]}
      rows={acts}
    />
  )
}
