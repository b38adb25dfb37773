import type { ComponentChildren } from 'preact'
import { itemOf, type ItemCode } from '../../../../catalog/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import type { DepositSummary } from '../../../../vault/index.ts'
import { sentenceIn, Table, TimeText, useView, useWords } from '../../../ui/index.ts'
import { words } from './words.ts'

type Count = DepositSummary['counts'][number]

/** What a file holds: which data, how many records, from when to when. */
export function CountsTable(props: {
  caption: ComponentChildren
  counts: readonly Count[]
  /** Where an item's name leads; nowhere while it is not kept yet. */
  hrefOf?: (item: ItemCode) => string
}) {
  const { caption, counts, hrefOf } = props
  const view = useView()
  const say = useWords(words)
  const nameOf = (item: ItemCode) => {
    const name = sentenceIn(view, itemOf(item).names)
    return hrefOf ? <a href={hrefOf(item)}>{name}</a> : name
  }
  return (
    <Table
      caption={caption}
      columns={[
        { label: say('what'), cell: ({ item }: Count) => nameOf(item) },
        { label: say('count'), numeric: true, cell: ({ count }) => say('records', { count }) },
        { label: say('period'), cell: (count) => <Period {...count} /> },
      ]}
      rows={counts}
    />
  )
}

/** From the first day to the last, or the one day that is both. */
export function Period({ first, last }: Pick<Count, 'first' | 'last'>) {
  const say = useWords(words)
  const [from, to] = [localDayOf(first), localDayOf(last)]
  if (from === to) return <TimeText at={from} />
  return (
    <>
      <TimeText at={from} />
      {say('until')}
      <TimeText at={to} />
    </>
  )
}
