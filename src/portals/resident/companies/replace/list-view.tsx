import { consentRefusals } from '../../../../consent/index.ts'
import type { Vendor } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  EmptyState,
  Form,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  sentenceIn,
  SubmitButton,
  useView,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { AwayNotice } from '../../leave/away-notice.tsx'
import type { Away } from '../../leave/away.ts'
import { companyName, itemNames, titleAndPurpose } from '../company-words.ts'
import type { Choice, Choices } from './load-choices.ts'
import { replaceWords } from './words.ts'

interface ChoicesProps extends Choices {
  view: View
  city: City
  away: Away | undefined
}

/** Nobody reads fifty; the rest is found by looking for it. */
const shownAtMost = 10

/** べつの会社にかえる: which companies ask for the same. Stopping alone is always one press away, and asks for nothing. */
export function ChoicesPage(props: ChoicesProps) {
  const { view, city, company, held } = props
  const say = replaceWords.in(view)
  const from = companyName(view, company.vendor.profile)
  return (
    <Page view={view} city={city} title={say('title', { from })} section="companies">
      {held.length === 0 ? (
        <Notice kind="info" title={say('nothingHeld', { from })} />
      ) : (
        <>
          <h2>{say('has', { from })}</h2>
          <ul>
            {held.map(({ use, items }) => (
              <li>
                {titleAndPurpose(view, use.terms)}
                <br />
                {itemNames(view, items)}
              </li>
            ))}
          </ul>
          <ToChange {...props} />
          <OnlyStop vendor={company.vendor} />
        </>
      )}
      <LinkLine href={paths.company(company.vendor.vendorId)}>{say('back', { from })}</LinkLine>
    </Page>
  )
}

function ToChange({ because, choices, company, away }: ChoicesProps) {
  const view = useView()
  const say = useWords(replaceWords)
  if (away) return <AwayNotice away={away} />
  if (because) return <Notice kind="info" title={sentenceIn(view, consentRefusals[because])} />
  const browse = <LinkButton href={paths.browse}>{say('browse')}</LinkButton>
  if (choices.length === 0) return <EmptyState title={say('noneTitle')} why={say('noneWhy')} next={browse} />
  return (
    <>
      <h2>{say('choices')}</h2>
      <p>{say('lead')}</p>
      {choices.slice(0, shownAtMost).map((choice) => (
        <ChoiceCard choice={choice} from={company.vendor} />
      ))}
      {choices.length > shownAtMost && browse}
    </>
  )
}

function ChoiceCard({ choice: { state, samePurpose, shared }, from }: { choice: Choice; from: Vendor }) {
  const view = useView()
  const say = useWords(replaceWords)
  const to = companyName(view, state.vendor.profile)
  const { useId, terms } = state.use
  return (
    <Card heading={to} level={3}>
      <p>{titleAndPurpose(view, terms)}</p>
      <p>
        {samePurpose && say('same')} {shared > 0 && say('shared', { count: shared })}
      </p>
      <LinkButton href={paths.replaceBy(from.vendorId, useId)}>
        {say('compare', { to, use: terms.title })}
      </LinkButton>
    </Card>
  )
}

/** A stop like any other: one press, no proof, and taken back for ten minutes. */
export function OnlyStop({ vendor }: { vendor: Vendor }) {
  const view = useView()
  const say = useWords(replaceWords)
  const from = companyName(view, vendor.profile)
  return (
    <Form action={paths.stop} fields={{ vendor: vendor.vendorId }}>
      <p>{say('onlyStopMore', { from })}</p>
      <SubmitButton kind="secondary">{say('onlyStop', { from })}</SubmitButton>
    </Form>
  )
}
