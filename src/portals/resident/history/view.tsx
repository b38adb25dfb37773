import { paths } from '../../paths.ts'
import {
  EmptyState,
  LinkButton,
  LinkLine,
  Page,
  Tabs,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { Deposits } from './deposits.tsx'
import { Given } from './given.tsx'
import { shows, type HistoryContent, type Show } from './load-content.ts'
import { lookUpWords } from './look-up-words.ts'
import { LookUps } from './look-ups.tsx'
import { mergedWords } from './merged/words.ts'
import { Mine } from './mine.tsx'
import { words as shareWords } from '../shares/words.ts'
import { Shown } from './shown.tsx'
import { historyWords } from './words.ts'

interface HistoryProps {
  view: View
  city: City
  content: HistoryContent
  /** Another entry of theirs was merged into this one. */
  hasMerged: boolean
  /** This is not the newest page. */
  older: boolean
}

/** 利用の記録: what happened to my data, what I did, what I deposited. */
export function HistoryPage({ view, city, content, hasMerged, older }: HistoryProps) {
  const say = historyWords.in(view)
  const { show, slice } = content
  return (
    <Page view={view} city={city} title={say('title')} section="history">
      <Tabs
        label={say.text('ways')}
        tabs={shows.map((each) => ({ href: showPath(each), label: say(each), current: each === show }))}
      />
      <p>
        <Lead show={show} />
      </p>
      {slice.shown.length === 0 ? <Empty show={show} /> : <Entries content={content} city={city} />}
      {slice.olderBefore && (
        <p>
          <LinkButton href={showPath(show, slice.olderBefore)}>{say('older')}</LinkButton>
        </p>
      )}
      {older && <LinkLine href={showPath(show)}>{say('newest')}</LinkLine>}
      {hasMerged && <LinkLine href={paths.historyMerged}>{mergedWords.in(view)('link')}</LinkLine>}
    </Page>
  )
}

function Lead({ show }: { show: Show }) {
  const say = useWords(historyWords)
  const sayOfLookUps = useWords(lookUpWords)
  const sayOfShares = useWords(shareWords)
  if (show === 'look-ups') return sayOfLookUps('lead')
  if (show === 'shares') return sayOfShares('historyLead')
  return say(({ given: 'lead', mine: 'leadMine', deposits: 'leadDeposits' } as const)[show])
}

interface EntriesProps {
  content: HistoryContent
  city: City
  /** Of an entry that was merged: what has a page of its own there has none here. */
  isMerged?: boolean
}

export function Entries({ content, city, isMerged = false }: EntriesProps) {
  switch (content.show) {
    case 'given':
      return <Given groups={content.slice.shown} city={city} />
    case 'shares':
      return <Shown openings={content.slice.shown} />
    case 'mine':
      return <Mine acts={content.slice.shown} isMerged={isMerged} />
    case 'deposits':
      return <Deposits deposits={content.slice.shown} isMerged={isMerged} />
    case 'look-ups':
      return <LookUps lookUps={content.slice.shown} />
  }
}

function Empty({ show }: { show: Show }) {
  const say = useWords(historyWords)
  const sayOfLookUps = useWords(lookUpWords)
  const sayOfShares = useWords(shareWords)
  if (show === 'look-ups') return <EmptyState title={say('empty')} why={sayOfLookUps('empty')} />
  if (show === 'shares') return <EmptyState title={say('empty')} why={sayOfShares('historyEmpty')} />
  const why = { given: 'emptyGiven', mine: 'emptyMine', deposits: 'emptyDeposits' } as const
  const next =
    show === 'deposits' ? (
      <LinkButton href={paths.deposits}>{say('toDeposits')}</LinkButton>
    ) : (
      <LinkButton href={paths.companies}>{say('toCompanies')}</LinkButton>
    )
  return <EmptyState title={say('empty')} why={say(why[show])} next={next} />
}

function showPath(show: Show, before?: Date): string {
  const parameters = new URLSearchParams({
    ...(show === 'given' ? {} : { show }),
    ...(before ? { before: before.toISOString() } : {}),
  })
  return parameters.size === 0 ? paths.history : `${paths.history}?${parameters}`
}
