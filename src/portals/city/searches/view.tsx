import type { Search } from '../../../counter/index.ts'
import type { StaffMember } from '../../../identity/index.ts'
import { paths } from '../../paths.ts'
import { lookUpWords } from '../../resident/history/look-up-words.ts'
import { Page, Table, TimeText, useWords } from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

interface SearchesPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  /** The newest first. */
  searches: readonly Search[]
  members: readonly StaffMember[]
}

/** Who searches how often and what for, for who audits. Whom they found is not on it: the auditor sees no resident. */
export function SearchesPage({ staff, view, city, searches, members }: SearchesPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={cityWords.in(view)('searches')}
      navigation={<Places role={staff.role} current={paths.searches} />}
    >
      <p>{say('lead')}</p>
      {searches.length === 0 ? <p>{say('none')}</p> : <Searches searches={searches} members={members} />}
    </Page>
  )
}

function Searches({ searches, members }: Pick<SearchesPageProps, 'searches' | 'members'>) {
  const say = useWords(words)
  const sayWhy = useWords(lookUpWords)
  const sayCity = useWords(cityWords)
  const names = new Map(members.map(({ staffId, name }) => [staffId, name.reveal()]))
  return (
    <Table
      caption={sayCity('searches')}
      captionHidden
      columns={[
        { label: say('when'), cell: ({ searchedAt }) => <TimeText at={searchedAt} /> },
        { label: say('by'), cell: ({ staffId }) => names.get(staffId) },
        { label: say('why'), cell: ({ reason }) => sayWhy(`why-${reason}`) },
        { label: say('found'), cell: ({ found }) => say('people', { count: found }) },
      ]}
      rows={searches}
    />
  )
}
