import type { Briefing, Cohort } from '../../../../joining/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import { ErrorSummary, Form, LinkLine, Page, SubmitButton } from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { words as changeWords } from '../change/words.ts'
import { words as cohortWords } from '../cohort/words.ts'
import { DayEntry, Entry, errorsOf } from '../entries.tsx'
import type { Typed, Wrong } from '../typed.ts'
import { words } from './words.ts'

interface ChangeBriefingPageProps extends StaffReader {
  cohort: Cohort
  briefing: Briefing
  /** What holds now, or what was typed where something has to be corrected. */
  typed: Typed
  wrong: Wrong
}

export function ChangeBriefingPage(props: ChangeBriefingPageProps) {
  const { staff, tenant, view, city, cohort, briefing, typed, wrong } = props
  const [say, sayCohort, sayChange] = [words.in(view), cohortWords.in(view), changeWords.in(view)]
  const path = paths.cohortBriefing(cohort.cohortId, briefing.briefingId)
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
        <DayEntry
          name="heldOn"
          label={sayCohort('heldOn')}
          {...{ typed, wrong }}
          today={localDayOf(tenant.clock.now())}
        />
        <Entry name="place" label={sayCohort('place')} {...{ typed, wrong }} />
        <Entry name="places" label={sayCohort('places')} {...{ typed, wrong }} numeric />
        <SubmitButton>{sayChange('keep')}</SubmitButton>
      </Form>
      <LinkLine href={paths.cohort(cohort.cohortId)}>{sayChange('back')}</LinkLine>
    </Page>
  )
}
