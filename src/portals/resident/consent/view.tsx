import type { ComponentChildren } from 'preact'
import { itemOf, type ItemCode } from '../../../catalog/index.ts'
import type { ConsentActRefusal } from '../../../consent/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  CheckboxList,
  Chips,
  ChoicePair,
  ErrorSummary,
  Form,
  LinkButton,
  Notice,
  Page,
  StatusMessage,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { companyName, itemName } from '../companies/company-words.ts'
import { AwayNotice } from '../leave/away-notice.tsx'
import type { Away } from '../leave/away.ts'
import { nextSensitive, type Question } from './question.ts'
import { FullTerms, TermsDetails } from './terms-in-full.tsx'
import { TermsSummary } from './terms-summary.tsx'
import { consentWords } from './words.ts'

export interface ConsentProps {
  view: View
  city: City
  question: Question
  now: Date
  /** Who takes part no more is asked nothing. */
  away: Away | undefined
  /** Why the answer could not be entered. */
  no?: { because: ConsentActRefusal; sentence: ComponentChildren } | undefined
}

/** One question: these items, for this use, yes or no. Both answers are one tap, and equally large. */
export function ConsentPage({ view, city, question, now, away, no }: ConsentProps) {
  const say = consentWords.in(view)
  const { state, alone } = question
  const company = companyName(view, state.vendor.profile)
  const title = away
    ? say('titleAway', { company })
    : alone === undefined
      ? say('title', { company })
      : say('titleAlone', { company, item: itemOf(alone).names })
  return (
    <Page
      view={view}
      city={city}
      title={title}
      section="companies"
      status={<Refused no={no} question={question} company={company} />}
    >
      {away ? (
        <NotNow away={away} question={question} company={company} />
      ) : (
        <OneQuestion {...{ city, question, now, no, company }} />
      )}
    </Page>
  )
}

type Asked = Omit<ConsentProps, 'view' | 'away'>

function OneQuestion({ company, ...asked }: Asked & { company: string }) {
  const say = useWords(consentWords)
  const { state, alone, items } = asked.question
  return (
    <>
      {alone !== undefined && (
        <>
          <Chips chips={[{ icon: 'warning', word: say('sensitive'), tone: 'sensitive' }]} />
          <p>{say('aloneMore')}</p>
        </>
      )}
      {state.open && items.length > 0 ? (
        <Ask {...asked} />
      ) : (
        <NothingToAsk question={asked.question} company={company} />
      )}
    </>
  )
}

function Refused({ no, question, company }: Pick<ConsentProps, 'no' | 'question'> & { company: string }) {
  const say = useWords(consentWords)
  if (!no) return null
  if (no.because === 'nothing-chosen')
    return (
      <ErrorSummary errors={[{ name: 'items', message: no.sentence }]}>
        <p>{say('nothingChanged')}</p>
      </ErrorSummary>
    )
  if (no.because === 'terms-not-agreed')
    return (
      <StatusMessage
        kind="warning"
        title={no.sentence}
        actions={<LinkButton href={paths.answerTerms}>{say('toTerms')}</LinkButton>}
      >
        <p>{say('nothingChanged')}</p>
      </StatusMessage>
    )
  return (
    <StatusMessage kind="warning" title={no.sentence}>
      <p>
        {isOnAlready(no.because) ? (
          <a href={paths.company(question.state.vendor.vendorId)}>{say('toCompany', { company })}</a>
        ) : (
          say('nothingChanged')
        )}
      </p>
    </StatusMessage>
  )
}

/** Something is on that this page did not know of: "nothing has changed" would deny it. */
function isOnAlready(because: ConsentActRefusal): boolean {
  return because === 'already-agreed' || because === 'allowed-meanwhile'
}

function NotNow({ question: { state }, away, company }: { question: Question; away: Away; company: string }) {
  const say = useWords(consentWords)
  return (
    <>
      <AwayNotice away={away} />
      <p>
        <a href={paths.company(state.vendor.vendorId)}>{say('toCompany', { company })}</a>
      </p>
      <TermsDetails use={state.use} vendor={state.vendor} />
      <FullTerms use={state.use} vendor={state.vendor} />
    </>
  )
}

function Ask({ question, city, now, no }: Asked) {
  const say = useWords(consentWords)
  const { state, alone, items } = question
  const { useId, version } = state.use
  return (
    <>
      <TermsSummary question={question} city={city} now={now} />
      <TermsDetails use={state.use} vendor={state.vendor} />
      <FullTerms use={state.use} vendor={state.vendor} />
      <Form
        action={alone === undefined ? paths.consent(useId) : paths.consentToItem(useId, alone)}
        fields={{ version: String(version), shown: items.join(',') }}
      >
        {alone === undefined && (
          <Items items={items} error={no?.because === 'nothing-chosen' ? no.sentence : undefined} />
        )}
        <p>{say('refuseMore')}</p>
        <ChoicePair name="answer" laterHref={paths.companies} />
      </Form>
    </>
  )
}

/** What may be chosen together; nothing is ticked before. */
export function Items({ items, error }: { items: readonly ItemCode[]; error: ComponentChildren }) {
  const view = useView()
  const say = useWords(consentWords)
  return (
    <CheckboxList
      name="items"
      label={say('choose')}
      hint={say('chooseHint')}
      error={error}
      options={items.map((item) => ({ value: item, label: itemName(view, item) }))}
    />
  )
}

function NothingToAsk({ question: { state, alone }, company }: { question: Question; company: string }) {
  const say = useWords(consentWords)
  const next = alone === undefined ? nextSensitive(state) : undefined
  return (
    <>
      <Notice kind="info" title={say(state.open ? 'already' : 'closed')} />
      <Actions>
        {next !== undefined && (
          <LinkButton href={paths.consentToItem(state.use.useId, next)}>{say('next')}</LinkButton>
        )}
        <LinkButton href={paths.company(state.vendor.vendorId)}>{say('toCompany', { company })}</LinkButton>
      </Actions>
      <TermsDetails use={state.use} vendor={state.vendor} />
      <FullTerms use={state.use} vendor={state.vendor} />
    </>
  )
}
