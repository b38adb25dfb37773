import type { Cohort } from '../../../../joining/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import { ErrorSummary, Form, LinkLine, Page, SubmitButton } from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { DayEntry, Entry, errorsOf } from '../entries.tsx'
import type { Typed, Wrong } from '../typed.ts'
import { words as cohortWords } from '../words.ts'
import { words } from './words.ts'

interface ChangeCohortPageProps extends StaffReader {
  cohort: Cohort
  /** What holds now, or what was typed where something has to be corrected. */
  typed: Typed
  wrong: Wrong
}

export function ChangeCohortPage(props: ChangeCohortPageProps) {
  const { staff, tenant, view, city, cohort, typed, wrong } = props
  const [say, sayCohort] = [words.in(view), cohortWords.in(view)]
  const path = paths.cohortChange(cohort.cohortId)
  const today = localDayOf(tenant.clock.now())
  return (
    <Page
      view={{ ...view, path }}
      city={city}
      title={say('title')}
      status={<ErrorSummary errors={errorsOf(view, wrong)} />}
      navigation={<Places role={staff.role} current={paths.cohorts} />}
    >
      <p>{say('why')}</p>
      <Form action={path}>
        <Entry name="name" label={sayCohort('name')} hint={sayCohort('nameHint')} {...{ typed, wrong }} />
        <Entry name="places" label={sayCohort('places')} {...{ typed, wrong }} numeric />
        <DayEntry name="fromDay" label={sayCohort('fromDay')} {...{ typed, wrong, today }} />
        <DayEntry name="untilDay" label={sayCohort('untilDay')} {...{ typed, wrong, today }} />
        <SubmitButton>{say('keep')}</SubmitButton>
      </Form>
      <LinkLine href={paths.cohort(cohort.cohortId)}>{say('back')}</LinkLine>
    </Page>
  )
}
