import { localDayOf, monthsAfter } from '../../../kernel/index.ts'
import type { UseTerms } from '../../../review/index.ts'
import type { Vendor } from '../../../vendors/index.ts'
import { Card, DefinitionList, PhoneLink, sentenceIn, useView, useWords, type City } from '../../ui/index.ts'
import { companyName, itemNames, kindWords, withNote } from '../companies/company-words.ts'
import type { Question } from './question.ts'
import { consentWords } from './words.ts'

/**
 * Layer 1, at most 400 characters: what somebody must know before they answer, built from the reviewed terms and the
 * company's profile and from nothing else (JIS X 9252; ux §3.7).
 */
export function TermsSummary({ question, city, now }: { question: Question; city: City; now: Date }) {
  const view = useView()
  const say = useWords(consentWords)
  const { use, vendor } = question.state
  const { terms } = use
  const day = localDayOf(monthsAfter(now, terms.periodMonths))
  return (
    <Card heading={say('summary')}>
      <DefinitionList
        of={[
          { term: say('who'), is: <Company vendor={vendor} /> },
          { term: say('what'), is: itemNames(view, question.items) },
          { term: say('whatFor'), is: sentenceIn(view, terms.explanation) },
          { term: say('until'), is: say('untilDay', { day, months: terms.periodMonths }) },
          { term: say('benefit'), is: <Benefit terms={terms} /> },
          { term: say('howToStop'), is: say('howToStopIs') },
          { term: say('afterStopping'), is: sentenceIn(view, terms.afterStopping) },
          { term: say('risk'), is: sentenceIn(view, terms.risk) },
          { term: say('name'), is: say(terms.couldRecognise ? 'nameGuess' : 'nameNot') },
          { term: say('countries'), is: <Listed names={terms.countries} /> },
          { term: say('subcontractors'), is: <Listed names={terms.subcontractors} /> },
          { term: say('keeper'), is: <Keeper city={city} /> },
        ]}
      />
    </Card>
  )
}

function Company({ vendor }: { vendor: Vendor }) {
  const view = useView()
  const kind = useWords(kindWords)
  return <>{withNote(view, companyName(view, vendor.profile), kind(vendor.profile.kind))}</>
}

function Keeper({ city }: { city: City }) {
  return (
    <>
      {city.name} <PhoneLink phone={city.contact.phone} />
    </>
  )
}

function Benefit({ terms }: { terms: UseTerms }) {
  const view = useView()
  const say = useWords(consentWords)
  return (
    <>
      {sentenceIn(view, terms.benefit)}
      {terms.benefitYen !== null && say('benefitYen', { amount: terms.benefitYen })}
    </>
  )
}

export function Listed({ names }: { names: readonly string[] }) {
  const { locale } = useView()
  const say = useWords(consentWords)
  return <>{names.length === 0 ? say('none') : names.join(locale === 'en' ? ', ' : '、')}</>
}
