import type { StaffAct, StaffMember } from '../../../identity/index.ts'
import type { CohortAct } from '../../../joining/index.ts'
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
  /** What was done about cohorts and their briefings; the newest first. */
  aboutCohorts: readonly CohortAct[]
}

/** The ledgers of staff and of cohorts, for who audits. Nothing can be changed here. */
export function StaffActsPage({ staff, view, city, acts, members, aboutCohorts }: ActsPageProps) {
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
      {aboutCohorts.length > 0 && <ActsAboutCohorts {...{ aboutCohorts, members }} />}
    </Page>
  )
}

function Acts({ acts, members }: Pick<ActsPageProps, 'acts' | 'members'>) {
  const say = useWords(words)
  const sayCity = useWords(cityWords)
  const names = new Map(members.map(({ staffId, name }) => [staffId, name.reveal()]))
  return (
    <Table
      caption={say('aboutStaff')}
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

/** With what held from then on: so that of a change the line before it says from what. */
function ActsAboutCohorts({ aboutCohorts, members }: Pick<ActsPageProps, 'aboutCohorts' | 'members'>) {
  const say = useWords(words)
  const names = new Map(members.map(({ staffId, name }) => [staffId, name.reveal()]))
  return (
    <Table
      caption={say('aboutCohorts')}
      columns={[
        { label: say('when'), cell: ({ happenedAt }: CohortAct) => <TimeText at={happenedAt} /> },
        { label: say('what'), cell: ({ kind }: CohortAct) => say(`cohort-${kind}`) },
        { label: say('cohort'), cell: ({ cohortName }: CohortAct) => cohortName },
        { label: say('since'), cell: (act: CohortAct) => <Since act={act} /> },
        {
          label: say('by'),
          cell: ({ staffId, programId }: CohortAct) =>
            staffId === null ? <span class="as-it-is">{programId}</span> : names.get(staffId),
        },
      ]}
      rows={aboutCohorts}
    />
  )
}

function Since({ act: { name, places, fromDay, untilDay } }: { act: CohortAct }) {
  const say = useWords(words)
  return (
    <>
      {name}
      <br />
      {say('places', { places })}
      <br />
      <TimeText at={fromDay} />
      {untilDay !== fromDay && (
        <>
          {say('to')}
          <TimeText at={untilDay} />
        </>
      )}
    </>
  )
}
