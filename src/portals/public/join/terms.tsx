import { termsRefusals, type PublishedTerms } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { Page, sentenceIn, StatusMessage } from '../../ui/index.ts'
import { TermsText } from '../terms/terms-text.tsx'
import { TwoAnswers } from '../terms/two-answers.tsx'
import { Way, type Shown } from './step.tsx'
import { words } from './words.ts'

interface JoinTermsPageProps extends Shown {
  terms: PublishedTerms
  /** Why the answer could not be taken. */
  no: 'terms-changed' | undefined
}

/** The whole text, and two answers of the same size. Whoever says no has left nothing here. */
export function JoinTermsPage({ view, city, terms, no }: JoinTermsPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.joinTerms }}
      city={city}
      title={say('termsTitle')}
      status={no && <StatusMessage kind="warning" title={sentenceIn(view, termsRefusals[no])} />}
    >
      <Way now="stepTerms" />
      <p>{say('termsLead')}</p>
      <TermsText sections={terms.sections} />
      <p>{say('termsFree')}</p>
      <TwoAnswers
        action={paths.joinTerms}
        version={terms.version}
        agree={say('agree')}
        refuse={say('refuse')}
      />
    </Page>
  )
}
