import { localDayOf } from '../../../../kernel/index.ts'
import { lastDayOf, unreadDays } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  EmptyState,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  Tabs,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { shows, type HistoryContent, type Show } from '../load-content.ts'
import { Entries } from '../view.tsx'
import { historyWords } from '../words.ts'
import { mergedWords } from './words.ts'

interface Merged {
  /** Undefined where it is too early. */
  content: HistoryContent | undefined
  /** From when on it can be read. */
  from: Date
  record: number
  of: number
  eraseAt: Date
}

interface MergedProps {
  view: View
  city: City
  merged: Merged | undefined
  /** This is not the newest page. */
  older: boolean
}

/** The records of an entry that is one with this resident: to read, and nothing to do there. */
export function MergedPage({ view, city, merged, older }: MergedProps) {
  const say = mergedWords.in(view)
  const back = <LinkButton href={paths.history}>{say('back')}</LinkButton>
  return (
    <Page view={view} city={city} title={say('title')} section="history">
      {merged ? (
        <Records merged={merged} city={city} older={older} />
      ) : (
        <EmptyState title={say('none')} why={say('noneWhy')} next={back} />
      )}
    </Page>
  )
}

type RecordsProps = Pick<MergedProps, 'city' | 'older'> & { merged: Merged }

function Records({ merged, city, older }: RecordsProps) {
  const { content, record, of } = merged
  return (
    <>
      {content ? <Lead eraseAt={merged.eraseAt} /> : <TooEarly from={merged.from} />}
      {of > 1 && <Which record={record} of={of} />}
      {content && <Shown content={content} record={record} city={city} older={older} />}
    </>
  )
}

function Lead({ eraseAt }: Pick<Merged, 'eraseAt'>) {
  const say = useWords(mergedWords)
  return (
    <Notice kind="info" title={say('what')}>
      <p>{say('lead', { day: lastDayOf(eraseAt) })}</p>
      <p>{say('keep')}</p>
      <p>{say('call')}</p>
      <LinkButton href={paths.export}>{say('copy')}</LinkButton>
    </Notice>
  )
}

/** It may be somebody else's: they come first. */
function TooEarly({ from }: Pick<Merged, 'from'>) {
  const say = useWords(mergedWords)
  return (
    <Notice kind="info" title={say('what')}>
      <p>{say('early', { day: localDayOf(from) })}</p>
      <p>{say('earlyWhy', { days: unreadDays })}</p>
      <p>{say('call')}</p>
    </Notice>
  )
}

type ShownProps = Omit<RecordsProps, 'merged'> & { content: HistoryContent; record: number }

function Shown({ content, record, city, older }: ShownProps) {
  const sayHistory = useWords(historyWords)
  const { show, slice } = content
  return (
    <>
      <Tabs
        label={sayHistory.text('ways')}
        tabs={shows.map((each) => ({
          href: pathOf(record, each),
          label: sayHistory(each),
          current: each === show,
        }))}
      />
      {slice.shown.length === 0 ? (
        <p>{sayHistory('empty')}</p>
      ) : (
        <Entries content={content} city={city} isMerged />
      )}
      {slice.olderBefore && (
        <p>
          <LinkButton href={pathOf(record, show, slice.olderBefore)}>{sayHistory('older')}</LinkButton>
        </p>
      )}
      {older && <LinkLine href={pathOf(record, show)}>{sayHistory('newest')}</LinkLine>}
    </>
  )
}

function Which({ record, of }: { record: number; of: number }) {
  const say = useWords(mergedWords)
  const records = Array.from({ length: of }, (_, place) => place + 1)
  return (
    <Tabs
      label={say.text('which')}
      tabs={records.map((number) => ({
        href: pathOf(number, 'given'),
        label: say('one', { number }),
        current: number === record,
      }))}
    />
  )
}

function pathOf(record: number, show: Show, before?: Date): string {
  const parameters = new URLSearchParams({
    ...(record === 1 ? {} : { record: String(record) }),
    ...(show === 'given' ? {} : { show }),
    ...(before ? { before: before.toISOString() } : {}),
  })
  return parameters.size === 0 ? paths.historyMerged : `${paths.historyMerged}?${parameters}`
}
