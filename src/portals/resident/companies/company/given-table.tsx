import type { HistoryEntry } from '../../../../exchange/index.ts'
import { Table, TimeText, useWords } from '../../../ui/index.ts'
import { outcomeWords } from '../outcome-words.ts'
import { ProvisionItems } from '../provision-items.tsx'
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
        { label: say('what2'), cell: (row) => <ProvisionItems provision={row} /> },
        { label: say('outcome'), cell: (row) => outcome(row.outcome) },
      ]}
    />
  )
}
