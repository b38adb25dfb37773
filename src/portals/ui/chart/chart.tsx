import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Sentence } from '../../../kernel/index.ts'
import { Details } from '../show/details.tsx'
import { Table, type Column } from '../show/table.tsx'
import { uiWords } from '../ui-words.ts'
import { useView } from '../view.ts'
import { evenly, grouped } from '../words/counts.ts'
import { shortDayWords } from '../words/dates.ts'
import { useWords } from '../words/define-words.ts'
import { plain, shown, textOf } from '../words/marked-text.tsx'
import { TimeText } from '../words/time-text.tsx'
import { areMeans, everyDay, type DayValue } from './days.ts'
import { barPath, dotPath, gridPath, linePath, plot } from './marks.ts'
import { scaleOf, type Scale } from './scale.ts'

interface ChartProps {
  /** What is measured, for example 歩数. */
  title: ComponentChildren
  /** `bar` for amounts of a day (from zero), `line` for levels. */
  kind: 'line' | 'bar'
  /** The unit as the reader knows it: 歩, kg. */
  unit: Sentence
  days: readonly DayValue[]
  /** Most digits after the point in words and table; 0 when left out. */
  digits?: number
  /** Where a page has several: the fold with the table says of what it is, to whoever hears it. */
  oneOfSeveral?: boolean
}

/** Daily values as words, as a drawing and as a table, in that order of trust: the drawing can be left out. */
export function Chart({ title, kind, unit, days: given, digits = 0, oneOfSeveral = false }: ChartProps) {
  const say = useWords(uiWords)
  const { days, leftOut } = everyDay(given)
  const values = days.flatMap(({ value }) => (value === null ? [] : [value]))
  const number = (value: number) => grouped(value, digits)
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      {values.length === 0 ? (
        <p class="chart-empty">{say('chartEmpty')}</p>
      ) : (
        <>
          <Summary days={days} number={number} unit={unit} />
          {leftOut && <p>{say('chartLatest', { days: grouped(days.length) })}</p>}
          <Drawing
            title={title}
            kind={kind}
            unit={unit}
            days={days}
            scale={scaleOf(values, kind === 'bar')}
          />
          <DayTable {...{ title, unit, days, number, oneOfSeveral }} />
        </>
      )}
    </figure>
  )
}

/** What the drawing shows, in words: how many days, the lowest and the highest value. */
function Summary({ days, number, unit }: Omit<DayTableProps, 'title'>) {
  const say = useWords(uiWords)
  const known = days.flatMap(({ value, range }) =>
    value === null ? [] : [range ?? { lowest: value, highest: value }],
  )
  const least = number(Math.min(...known.map(({ lowest }) => lowest)))
  const most = number(Math.max(...known.map(({ highest }) => highest)))
  const means = areMeans(days)
  if (known.length === 1 && !means) return <p>{say('chartOne', { value: most, unit })}</p>
  return (
    <>
      <p>{say('chartRange', { days: grouped(known.length), least, most, unit })}</p>
      {means && <p>{say('chartMeans')}</p>}
    </>
  )
}

type DrawingProps = Pick<ChartProps, 'title' | 'kind' | 'unit'> & { days: readonly DayValue[]; scale: Scale }

function Drawing({ title, kind, unit, days, scale }: DrawingProps) {
  const say = useWords(uiWords)
  return (
    <div class="chart-drawing">
      <p class="chart-unit">{say('chartUnit', { unit })}</p>
      <ol class="chart-y" aria-hidden="true">
        {scale.ticks.toReversed().map((tick) => (
          <li>{evenly(tick, scale.digits)}</li>
        ))}
      </ol>
      <Plot title={title} kind={kind} days={days} scale={scale} />
      <DayAxis days={days} />
    </div>
  )
}

function Plot({ title, kind, days, scale }: Omit<DrawingProps, 'unit'>) {
  const { locale } = useView()
  const id = useId()
  const [first, last] = [days[0], days.at(-1)].map((at) => (at ? plain(shortDayWords(locale, at.day)) : ''))
  return (
    <svg
      class="chart-plot"
      viewBox={`0 0 ${plot.width} ${plot.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{textOf(title)}</title>
      <desc id={`${id}-desc`}>{`${first} – ${last}`}</desc>
      <path class="chart-grid" d={gridPath(scale)} />
      {kind === 'bar' && <path class="chart-bars" d={barPath(days, scale)} />}
      {kind === 'line' && <path class="chart-line" d={linePath(days, scale)} />}
      {kind === 'line' && <path class="chart-dots" d={dotPath(days, scale)} />}
    </svg>
  )
}

/** First and last day, and the one in the middle where there is exactly one. */
function DayAxis({ days }: { days: readonly DayValue[] }) {
  const { locale, ruby } = useView()
  const middle = days.length > 2 && days.length % 2 === 1 ? days[(days.length - 1) / 2] : undefined
  const marked = days.length === 1 ? [undefined, days[0], undefined] : [days[0], middle, days.at(-1)]
  return (
    <ol class="chart-x" aria-hidden="true">
      {marked.map((at) => (
        <li>{at && shown(shortDayWords(locale, at.day), ruby)}</li>
      ))}
    </ol>
  )
}

type DayTableProps = Pick<ChartProps, 'title' | 'unit' | 'oneOfSeveral'> & {
  days: readonly DayValue[]
  number: (value: number) => string
}

function DayTable({ title, unit, days, number, oneOfSeveral }: DayTableProps) {
  const say = useWords(uiWords)
  const told = (value: number | undefined | null) =>
    value === null || value === undefined ? say('noValue') : say('chartValue', { value: number(value), unit })
  const means = areMeans(days)
  const ranges: Column<DayValue>[] = [
    { label: say('dayLowest'), numeric: true, cell: ({ value, range }) => told(range?.lowest ?? value) },
    { label: say('dayHighest'), numeric: true, cell: ({ value, range }) => told(range?.highest ?? value) },
  ]
  return (
    <Details
      summary={
        <>
          {say('asTable')}
          {oneOfSeveral && <span class="visually-hidden"> {title}</span>}
        </>
      }
    >
      <Table
        caption={title}
        captionHidden
        columns={[
          { label: say('day'), cell: ({ day }: DayValue) => <TimeText at={day} /> },
          { label: means ? say('dayMean') : title, numeric: true, cell: ({ value }) => told(value) },
          ...(means ? ranges : []),
        ]}
        rows={days}
      />
    </Details>
  )
}
