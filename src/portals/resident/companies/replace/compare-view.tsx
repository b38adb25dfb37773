import type { ComponentChildren } from 'preact'
import { itemOf } from '../../../../catalog/index.ts'
import type { ConsentActRefusal } from '../../../../consent/index.ts'
import type { Vendor } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import {
  ErrorSummary,
  Form,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { companyName } from '../company-words.ts'
import type { HeldByUse } from '../../../../consent/index.ts'
import type { Question } from '../../consent/question.ts'
import { FullTerms, TermsDetails } from '../../consent/terms-in-full.tsx'
import { TermsSummary } from '../../consent/terms-summary.tsx'
import { Items } from '../../consent/view.tsx'
import { consentWords } from '../../consent/words.ts'
import { Differences } from './differences.tsx'
import { OnlyStop } from './list-view.tsx'
import { replaceWords } from './words.ts'

export interface CompareProps {
  view: View
  city: City
  /** Which company is replaced, and what it has. */
  vendor: Vendor
  held: readonly HeldByUse[]
  question: Question
  now: Date
  /** Why it could not be done; nothing has changed. */
  no?: { because: ConsentActRefusal; sentence: ComponentChildren } | undefined
}

/** One company in the place of another: what differs, what the new one asks, and one confirmation for both. */
export function ComparePage(props: CompareProps) {
  const { view, city, vendor, held, question, now, no } = props
  const say = replaceWords.in(view)
  const { use, vendor: other } = question.state
  const [from, to] = [companyName(view, vendor.profile), companyName(view, other.profile)]
  return (
    <Page
      view={view}
      city={city}
      title={say('compareTitle', { from, to })}
      section="companies"
      status={no && <NotDone no={no} />}
    >
      <p>{say('what', { from, to })}</p>
      <Differences {...{ from, to, held, question }} />
      <TermsSummary question={question} city={city} now={now} />
      <TermsDetails use={use} vendor={other} />
      <FullTerms use={use} vendor={other} />
      <Confirm {...{ vendor, question, from, to, no }} />
      <OnlyStop vendor={vendor} />
      <LinkLine href={paths.company(vendor.vendorId)}>{say('back', { from })}</LinkLine>
    </Page>
  )
}

function Confirm({
  vendor,
  question: { state, items, alone },
  from,
  to,
  no,
}: Pick<CompareProps, 'vendor' | 'question' | 'no'> & { from: string; to: string }) {
  const say = useWords(replaceWords)
  const { useId, version } = state.use
  const fields = { version: String(version), ...(alone === undefined ? {} : { items: alone }) }
  return (
    <Form action={paths.replaceBy(vendor.vendorId, useId)} fields={fields}>
      {alone === undefined ? (
        <Items items={items} error={no?.because === 'nothing-chosen' ? no.sentence : undefined} />
      ) : (
        <p>{say('alone', { item: itemOf(alone).names })}</p>
      )}
      <p>{say('afterwards')}</p>
      <SubmitButton kind="secondary">{say('confirm', { from, to })}</SubmitButton>
    </Form>
  )
}

function NotDone({ no: { because, sentence } }: { no: NonNullable<CompareProps['no']> }) {
  const ask = useWords(consentWords)
  if (because === 'nothing-chosen')
    return (
      <ErrorSummary errors={[{ name: 'items', message: sentence }]}>
        <p>{ask('nothingChanged')}</p>
      </ErrorSummary>
    )
  return (
    <StatusMessage kind="warning" title={sentence}>
      <p>{ask('nothingChanged')}</p>
    </StatusMessage>
  )
}
