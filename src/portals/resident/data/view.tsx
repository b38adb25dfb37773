import { itemOf, type ItemCode } from '../../../catalog/index.ts'
import type { Deposit, ItemHolding } from '../../../vault/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  DefinitionList,
  EmptyState,
  LinkButton,
  Page,
  sentenceIn,
  Tabs,
  TimeText,
  useWords,
  type City,
  type DayValue,
  type View,
} from '../../ui/index.ts'
import { Figures } from './figures.tsx'
import { measureOf } from './measures.ts'
import { RecordList, type DayOfRecords } from './record-list.tsx'
import { words } from './words.ts'

export const spans = [30, 90, 365] as const
export type Span = (typeof spans)[number]

export type DayOfFigures = DayValue & DayOfRecords

interface DataPageProps {
  view: View
  city: City
  item: ItemCode
  /** undefined: nothing of this item is kept. */
  holding: ItemHolding | undefined
  /** Days up to the latest record. */
  span: Span
  days: readonly DayOfFigures[]
  /** The files it came with. */
  sources: readonly Deposit[]
}

/** One kind of data, as words, as a chart and as a table; without figures, as a list of days. */
export function DataPage({ view, city, item, holding, span, days, sources }: DataPageProps) {
  const measure = measureOf(item)
  return (
    <Page view={view} city={city} title={sentenceIn(view, itemOf(item).names)} section="home">
      {holding ? (
        <>
          <SpanTabs item={item} span={span} />
          {days.length === 0 && <NothingInSpan />}
          {days.length > 0 && measure && <Figures item={item} measure={measure} days={days} />}
          {days.length > 0 && !measure && <RecordList days={days} />}
          <About holding={holding} sources={sources} />
        </>
      ) : (
        <NothingKept />
      )}
    </Page>
  )
}

function SpanTabs({ item, span }: { item: ItemCode; span: Span }) {
  const say = useWords(words)
  return (
    <>
      <Tabs
        label={say.text('span')}
        tabs={spans.map((each) => ({
          href: `${paths.data(item)}?days=${String(each)}`,
          label: say(`days${each}`),
          current: each === span,
        }))}
      />
      <p>{say('spanWhy')}</p>
    </>
  )
}

function About({ holding, sources }: { holding: ItemHolding; sources: readonly Deposit[] }) {
  const say = useWords(words)
  const files = (
    <ul>
      {sources.map(({ importId, createdAt, summary }) => (
        <li>
          <a href={paths.deposit(importId)}>{summary?.fileName}</a> <TimeText at={createdAt} />
        </li>
      ))}
    </ul>
  )
  return (
    <Card heading={say('about')}>
      <DefinitionList
        of={[
          { term: say('keptDays'), is: say('daysOf', { days: holding.days }) },
          {
            term: say('period'),
            is: (
              <>
                <TimeText at={holding.first} />
                {say('until')}
                <TimeText at={holding.last} />
              </>
            ),
          },
          { term: say('sources'), is: files },
        ]}
      />
    </Card>
  )
}

function NothingInSpan() {
  const say = useWords(words)
  return <EmptyState title={say('none')} why={say('noneWhy')} />
}

function NothingKept() {
  const say = useWords(words)
  return (
    <EmptyState
      title={say('nothing')}
      why={say('nothingWhy')}
      next={
        <LinkButton href={paths.deposits} kind="primary">
          {say('toDeposits')}
        </LinkButton>
      }
    />
  )
}
