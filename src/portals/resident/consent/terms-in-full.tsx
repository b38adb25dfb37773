import { isSensitive, purposes } from '../../../catalog/index.ts'
import {
  DefinitionList,
  Details,
  PhoneLink,
  sentenceIn,
  useView,
  useWords,
  type Definition,
  type View,
} from '../../ui/index.ts'
import { companyAndDepartment, companyName, itemName } from '../companies/company-words.ts'
import type { UseState } from '../companies/switchboard.ts'
import { Listed } from './terms-summary.tsx'
import { consentWords } from './words.ts'

/** Layer 2: how long, how often, why, by whom. */
export function TermsDetails({ use, vendor }: Pick<UseState, 'use' | 'vendor'>) {
  const view = useView()
  const say = useWords(consentWords)
  const { terms } = use
  const { profile } = vendor
  return (
    <Details summary={say('details')}>
      <DefinitionList
        of={[
          { term: say('retention'), is: say('retentionIs', { days: terms.retentionDays }) },
          { term: say('frequency'), is: say(terms.frequency === 'once' ? 'once' : 'asNeeded') },
          {
            term: say('reasons'),
            is: terms.reasons.map(({ sentence }) => <div>{sentenceIn(view, sentence)}</div>),
          },
          { term: say('countries'), is: <Listed names={terms.countries} /> },
          { term: say('subcontractors'), is: <Listed names={terms.subcontractors} /> },
          { term: say('company'), is: companyAndDepartment(view, profile) },
          { term: say('representative'), is: profile.representative },
          { term: say('address'), is: profile.address },
          { term: say('companyPhone'), is: <PhoneLink phone={profile.phone} /> },
          { term: say('certificate'), is: profile.certificate ?? say('none') },
        ]}
      />
    </Details>
  )
}

/** Layer 3: every reviewed field of this version. */
export function FullTerms({ use, vendor }: Pick<UseState, 'use' | 'vendor'>) {
  const view = useView()
  const say = useWords(consentWords)
  return (
    <Details summary={say('full', { version: use.version })}>
      <DefinitionList of={fullTerms(view, { use, vendor })} />
    </Details>
  )
}

/** The same, for paper too. */
export function fullTerms(view: View, { use, vendor }: Pick<UseState, 'use' | 'vendor'>): Definition[] {
  const say = consentWords.in(view)
  const { terms } = use
  return [
    { term: say('useTitle'), is: sentenceIn(view, terms.title) },
    { term: say('company'), is: companyName(view, vendor.profile) },
    { term: say('purpose'), is: sentenceIn(view, purposes[terms.purpose]) },
    { term: say('explanation'), is: sentenceIn(view, terms.explanation) },
    { term: say('allItems'), is: <AllItems use={use} /> },
    { term: say('period'), is: say('periodIs', { count: terms.periodMonths }) },
    { term: say('retention'), is: say('retentionIs', { days: terms.retentionDays }) },
    { term: say('frequency'), is: say(terms.frequency === 'once' ? 'once' : 'asNeeded') },
    { term: say('benefit'), is: sentenceIn(view, terms.benefit) },
    { term: say('risk'), is: sentenceIn(view, terms.risk) },
    { term: say('afterStopping'), is: sentenceIn(view, terms.afterStopping) },
    { term: say('name'), is: say(terms.couldRecognise ? 'nameGuess' : 'nameNot') },
    { term: say('countries'), is: <Listed names={terms.countries} /> },
    { term: say('subcontractors'), is: <Listed names={terms.subcontractors} /> },
    {
      term: say('reasons'),
      is: terms.reasons.map(({ sentence }) => <div>{sentenceIn(view, sentence)}</div>),
    },
    { term: say('useNumber'), is: <span class="figures">{use.useId}</span> },
  ]
}

function AllItems({ use }: Pick<UseState, 'use'>) {
  const view = useView()
  const say = useWords(consentWords)
  return (
    <>
      {use.terms.items.map((item) => (
        <div>
          {itemName(view, item)}
          {isSensitive(item) && say('askedAlone')}
        </div>
      ))}
    </>
  )
}
