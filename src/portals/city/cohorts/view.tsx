import type { Cohort, CohortId } from '../../../joining/index.ts'
import { localDayOf, newId, type LocalDay } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  EmptyState,
  ErrorSummary,
  Form,
  Page,
  SubmitButton,
  Table,
  TimeText,
  useWords,
} from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { DayEntry, Entry, errorsOf } from './entries.tsx'
import type { Typed, Wrong } from './typed.ts'
import { words } from './words.ts'

interface CohortsPageProps extends StaffReader {
  /** The newest first. */
  cohorts: readonly Cohort[]
  typed: Typed
  wrong: Wrong
}

/** Each cohort with its numbers, and a new one. Nobody is named: how many there are is all that stands here. */
export function CohortsPage({ staff, tenant, view, city, cohorts, typed, wrong }: CohortsPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.cohorts }}
      city={city}
      title={cityWords.in(view)('cohorts')}
      status={<ErrorSummary errors={errorsOf(view, wrong)} />}
      navigation={<Places role={staff.role} current={paths.cohorts} />}
    >
      {cohorts.length === 0 ? (
        <EmptyState title={say('none')} why={say('noneWhy')} />
      ) : (
        <CohortTable cohorts={cohorts} />
      )}
      <NewCohort {...{ typed, wrong }} today={localDayOf(tenant.clock.now())} />
    </Page>
  )
}

function CohortTable({ cohorts }: Pick<CohortsPageProps, 'cohorts'>) {
  const say = useWords(words)
  const people = (count: number) => say('people', { count: count })
  return (
    <Table
      caption={say('all')}
      captionHidden
      columns={[
        {
          label: say('name'),
          cell: ({ cohortId, name }: Cohort) => <a href={paths.cohort(cohortId)}>{name}</a>,
        },
        {
          label: say('untilDay'),
          cell: ({ untilDay, closedAt }: Cohort) =>
            closedAt === null ? <TimeText at={untilDay} /> : say('closed'),
        },
        { label: say('places'), numeric: true, cell: ({ places }: Cohort) => people(places) },
        { label: say('joined'), numeric: true, cell: ({ joined }: Cohort) => people(joined) },
      ]}
      rows={cohorts}
    />
  )
}

function NewCohort({ typed, wrong, today }: { typed: Typed; wrong: Wrong; today: LocalDay }) {
  const say = useWords(words)
  return (
    <Card heading={say('new')}>
      <Form action={paths.cohorts} fields={{ attempt: newId<CohortId>() }}>
        <Entry name="name" label={say('name')} hint={say('nameHint')} {...{ typed, wrong }} />
        <Entry name="places" label={say('places')} {...{ typed, wrong }} numeric />
        <DayEntry name="fromDay" label={say('fromDay')} {...{ typed, wrong, today }} />
        <DayEntry name="untilDay" label={say('untilDay')} {...{ typed, wrong, today }} />
        <SubmitButton>{say('make')}</SubmitButton>
      </Form>
    </Card>
  )
}
