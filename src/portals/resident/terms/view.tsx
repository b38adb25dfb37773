import type { ComponentChildren } from 'preact'
import type { PublishedTerms } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { TermsText } from '../../public/terms/terms-text.tsx'
import { TwoAnswers } from '../../public/terms/two-answers.tsx'
import { LinkLine, Notice, Page, StatusMessage, type City, type View } from '../../ui/index.ts'
import { words } from './words.ts'

interface AnswerTermsPageProps {
  view: View
  city: City
  /** To be answered; undefined for who has agreed already. */
  terms: PublishedTerms | undefined
  /** Why the answer could not be entered. */
  no?: ComponentChildren
}

/** The whole text, and two answers of the same size. Each leads on. */
export function AnswerTermsPage({ view, city, terms, no }: AnswerTermsPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('title')}
      status={no && <StatusMessage kind="warning" title={no} />}
    >
      {terms ? (
        <>
          <p>{say('lead')}</p>
          <TermsText sections={terms.sections} />
          <p>{say('free')}</p>
          <TwoAnswers
            action={paths.answerTerms}
            version={terms.version}
            agree={say('agree')}
            refuse={say('refuse')}
          />
        </>
      ) : (
        <Notice kind="info" title={say('done')} />
      )}
      <LinkLine href={paths.terms}>{say('read')}</LinkLine>
      <LinkLine href={paths.home}>{say('home')}</LinkLine>
    </Page>
  )
}
