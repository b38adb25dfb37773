import type { ComparedLine, OwnTerms, PublishedTerms, TermsVersion } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  DefinitionList,
  EmptyState,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  sentenceIn,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { TermsText } from './terms-text.tsx'
import { termsWords } from './words.ts'

interface TermsPageProps {
  view: View
  city: City
  /** The version that is shown; undefined while there is none. */
  shown: PublishedTerms | undefined
  inForce: number | undefined
  versions: readonly TermsVersion[]
  /** How the reader stands to them; null for who is not signed in. */
  own: OwnTerms | null
}

/** The text in force, or an older or later one, for anybody to read. */
export function TermsPage({ view, city, shown, inForce, versions, own }: TermsPageProps) {
  const say = termsWords.in(view)
  return (
    <Page view={view} city={city} title={say('title')}>
      {view.demo && (
        <Notice kind="info" title={say('sample')}>
          <p>{say('sampleMore')}</p>
        </Notice>
      )}
      {own && <Own own={own} />}
      {shown ? (
        <>
          <DefinitionList
            of={[
              {
                term: say(placeOf(shown.version, inForce)),
                is: (
                  <>
                    {say('version', { version: shown.version })} <TimeText at={shown.effectiveFrom} />
                  </>
                ),
              },
            ]}
          />
          <TermsText sections={shown.sections} />
        </>
      ) : (
        <EmptyState title={say('none')} why={say('noneWhy')} />
      )}
      {versions.length > 1 && <Versions versions={versions} inForce={inForce} />}
    </Page>
  )
}

function placeOf(version: number, inForce: number | undefined): 'inForce' | 'toCome' | 'past' {
  if (version === inForce) return 'inForce'
  return inForce === undefined || version > inForce ? 'toCome' : 'past'
}

function Own({ own: { standing, agreement } }: { own: OwnTerms }) {
  const say = useWords(termsWords)
  return (
    <Card heading={say('mine')}>
      {agreement && (
        <p>
          <TimeText at={agreement.answeredAt} />
          <br />
          {say(agreement.channel === 'paper' ? 'agreedPaper' : 'agreedWeb', { version: agreement.version })}
        </p>
      )}
      {(standing === 'to-ask' || standing === 'refused') && (
        <>
          <p>{say('notAgreed')}</p>
          <LinkButton href={paths.answerTerms}>{say('answer')}</LinkButton>
        </>
      )}
    </Card>
  )
}

function Versions({ versions, inForce }: Pick<TermsPageProps, 'versions' | 'inForce'>) {
  const say = useWords(termsWords)
  return (
    <Card heading={say('versions')}>
      {versions.map(({ version, effectiveFrom }) => (
        <Card
          level={3}
          heading={
            <a href={paths.termsVersion(String(version))}>
              {say('version', { version })} {say(placeOf(version, inForce))}
            </a>
          }
        >
          <p>
            <TimeText at={effectiveFrom} />
          </p>
          {version > 1 && (
            <LinkLine href={paths.termsChanges(String(version))}>{say('changesTitle', { version })}</LinkLine>
          )}
        </Card>
      ))}
    </Card>
  )
}

interface ChangesPageProps {
  view: View
  city: City
  version: number
  before: number
  lines: readonly ComparedLine[]
}

/** What changed from one version to another: each paragraph that is new or gone says so in words. */
export function ChangesPage({ view, city, version, before, lines }: ChangesPageProps) {
  const say = termsWords.in(view)
  const changed = lines.some(({ is }) => is !== 'same')
  return (
    <Page view={view} city={city} title={say('changesTitle', { version })}>
      <p>{changed ? say('changesLead', { before }) : say('unchanged')}</p>
      {changed && (
        <Card>
          {lines.map((line) => (
            <Line line={line} />
          ))}
        </Card>
      )}
      <LinkLine href={paths.terms}>{say('back')}</LinkLine>
    </Page>
  )
}

function Line({ line: { is, heading, sentence } }: { line: ComparedLine }) {
  const view = useView()
  const say = useWords(termsWords)
  const text = heading ? <strong>{sentenceIn(view, sentence)}</strong> : sentenceIn(view, sentence)
  if (is === 'same') return <p>{text}</p>
  return (
    <Notice kind={is === 'added' ? 'done' : 'warning'} title={say(is)}>
      <p>{is === 'added' ? <ins>{text}</ins> : <del>{text}</del>}</p>
    </Notice>
  )
}
