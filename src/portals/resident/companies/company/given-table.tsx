import type { HistoryEntry } from '../../../../exchange/index.ts'
import { Table, TimeText, useView, useWords } from '../../../ui/index.ts'
import { itemName, withNote } from '../company-words.ts'
import { outcomeWords } from '../outcome-words.ts'
import { companyWords } from './words.ts'

type Provision = Extract<HistoryEntry, { kind: 'provision' }>

const rowsShown = 10

/** すでにわたした分: the latest deliveries to this company. */
export function GivenTable({ provisions }: { provisions: readonly Provision[] }) {
  const say = useWords(companyWords)
  const outcome = useWords(outcomeWords)
  return (
    <Table
      caption={say('given')}
      captionHidden
      rows={provisions.slice(0, rowsShown)}
      columns={[
        { label: say('when'), cell: (row) => <TimeText at={row.openedAt} /> },
        { label: say('what2'), cell: (row) => <ItemsGiven items={row.items} /> },
        { label: say('outcome'), cell: (row) => outcome(row.outcome) },
      ]}
    />
  )
}

/** 「歩数（7日分）」, one below the other. */
export function ItemsGiven({ items }: { items: Provision['items'] }) {
  const view = useView()
  const say = useWords(companyWords)
  return (
    <>
      {items.map(({ item, days }) => (
        <div>{withNote(view, itemName(view, item), say.text('days', { count: days }))}</div>
      ))}
    </>
  )
}
