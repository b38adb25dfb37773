import { itemOf } from '../../../../catalog/index.ts'
import { localDayOf, type Sentence } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import { companyName } from '../../../resident/companies/company-words.ts'
import type { Question } from '../../../resident/consent/question.ts'
import { FullTerms, TermsDetails } from '../../../resident/consent/terms-in-full.tsx'
import { TermsSummary } from '../../../resident/consent/terms-summary.tsx'
import { consentWords } from '../../../resident/consent/words.ts'
import { ErrorSummary, LinkLine, Page, sentenceIn, StatusMessage } from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { AgreeForm, type WrongEntry } from './form.tsx'
import type { TypedForm } from './read-form.ts'
import { words } from './words.ts'

interface AgreePageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  /** Of whoever is attended to: the page may have been reached from one that was opened for somebody else. */
  name: string
  question: Question
  now: Date
  wrong: WrongEntry | undefined
  typed: TypedForm
  /** Why it could not be entered, where it is no entry that is wrong. */
  refused: Sentence | undefined
}

/** The question as the resident's own page shows it, and two ways to show that it is they who answer. */
export function AgreePage(props: AgreePageProps) {
  const { staff, view, city, name, question, now, wrong, typed, refused } = props
  const say = words.in(view)
  const { state, alone } = question
  const error = wrong && <ErrorSummary errors={[{ name: wrong.name, message: say(wrong.say) }]} />
  return (
    <Page
      view={view}
      city={city}
      title={titleOf(view, question)}
      status={error ?? (refused && <StatusMessage kind="warning" title={sentenceIn(view, refused)} />)}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <p>{say('whom', { name })}</p>
      <p>{say('show')}</p>
      {alone !== undefined && <p>{consentWords.in(view)('aloneMore')}</p>}
      <TermsSummary question={question} city={city} now={now} />
      <TermsDetails use={state.use} vendor={state.vendor} />
      <FullTerms use={state.use} vendor={state.vendor} />
      <AgreeForm question={question} wrong={wrong} typed={typed} today={localDayOf(now)} />
      <LinkLine href={paths.counterAgree}>{say('others')}</LinkLine>
    </Page>
  )
}

function titleOf(view: AgreePageProps['view'], { state, alone }: Question) {
  const say = consentWords.in(view)
  const company = companyName(view, state.vendor.profile)
  return alone === undefined
    ? say('title', { company })
    : say('titleAlone', { company, item: itemOf(alone).names })
}
