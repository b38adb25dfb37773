import { itemOf, type ItemCode, type Shape } from '../../../catalog/index.ts'
import {
  areMeans,
  Chart,
  DefinitionList,
  grouped,
  sentenceIn,
  TimeText,
  useView,
  useWords,
  type DayValue,
} from '../../ui/index.ts'
import type { Measure } from './measures.ts'
import { meanOf, trendOf } from './rules.ts'
import { words } from './words.ts'

interface FiguresProps {
  item: ItemCode
  measure: Measure
  /** In the catalogue's unit, at least one. */
  days: readonly DayValue[]
  /** Shown to whose they are, and not to a doctor of theirs. */
  isOwn?: boolean
}

/** The mean, the latest value and the trend in words; then the chart with its table. */
export function Figures({ item, measure, days: kept, isOwn = true }: FiguresProps) {
  const view = useView()
  const say = useWords(words)
  const { names, shape } = itemOf(item)
  const days = kept.map((day) => measured(day, measure.per))
  const known = days.flatMap((day) => (day.value === null ? [] : [{ ...day, value: day.value }]))
  const latest = known.at(-1)
  if (!latest) return null
  const values = known.map(({ value }) => value)
  const figure = (value: number) =>
    say('figure', { value: grouped(value, measure.digits), unit: measure.unit })
  return (
    <>
      <DefinitionList
        of={[
          { term: say(shape === 'level' ? 'mean' : 'meanOfDays'), is: figure(meanOf(values)) },
          {
            term: say(areMeans([latest]) ? 'latestMean' : 'latest'),
            is: (
              <>
                {figure(latest.value)}
                <br />
                <TimeText at={latest.day} />
              </>
            ),
          },
        ]}
      />
      <TrendWords shape={shape} values={values} />
      <Chart
        {...{ title: sentenceIn(view, names), unit: measure.unit, digits: measure.digits, days }}
        kind={shape === 'level' ? 'line' : 'bar'}
        oneOfSeveral={!isOwn}
      />
      {isOwn && <p>{say('noJudgement')}</p>}
    </>
  )
}

/** As people say it: divided by `per`. */
function measured({ day, value, range }: DayValue, per: number): DayValue {
  return {
    day,
    value: value === null ? null : value / per,
    range: range && { lowest: range.lowest / per, highest: range.highest / per },
  }
}

function TrendWords({ shape, values }: { shape: Shape; values: readonly number[] }) {
  const say = useWords(words)
  const trend = trendOf(shape, values)
  return trend ? <p>{say(trend)}</p> : null
}
