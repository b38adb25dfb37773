import { itemOf } from '../../../catalog/index.ts'
import { daysOf, type DayView, type ItemHolding } from '../../../vault/index.ts'
import type { Row } from './lines.ts'
import { isoIn, type Owner, type Part } from './part.ts'

/** What was deposited of one item: a figure for each day, and for programs all that the day is made of. */
export function daysPart({ tenant, residentId }: Owner, { item, first, last }: ItemHolding): Part {
  const days = () => daysOf(tenant, residentId, item, { from: first, to: last })
  const { shape } = itemOf(item)
  // Of a span the minutes count, of a document how many there are.
  const unit = { sum: itemOf(item).unit, level: itemOf(item).unit, span: 'min', document: '1' }[shape]
  return {
    file: `days/${item}`,
    columns: ['col-day', 'col-value', 'col-unit', 'col-lowest', 'col-highest', 'col-count', 'col-sources'],
    rows: async function* (): AsyncGenerator<Row, void> {
      for await (const { day, figure, sources } of days())
        yield {
          day,
          value: figure.value,
          unit,
          lowest: figure.lowest,
          highest: figure.highest,
          count: figure.count,
          sources: sources
            .map(({ kind, device }) => (device === '' ? kind : `${device} (${kind})`))
            .join('; '),
        }
    },
    lines: async function* () {
      for await (const day of days()) yield { item, unit, ...wholeDay(day) }
    },
  }
}

function wholeDay({ day, figure, sources, samples, documents }: DayView): object {
  return {
    day,
    ...figure,
    sources,
    samples: samples.map(([from, to, value]) => ({ from: isoIn(from), to: isoIn(to), value })),
    documents: documents.map(({ atMs, name, text }) => ({ at: isoIn(atMs), name, text })),
  }
}
