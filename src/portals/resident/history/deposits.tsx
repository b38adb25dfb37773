import type { Deposit } from '../../../vault/index.ts'
import { paths } from '../../paths.ts'
import { Table, TimeText, useWords } from '../../ui/index.ts'
import { historyWords } from './words.ts'

const stateWords = {
  reading: 'reading',
  preview: 'preview',
  live: 'live',
  undone: 'undone',
  refused: 'turnedAway',
  discarded: 'discarded',
} as const

/** What was deposited, and what became of it. */
export function Deposits({ deposits }: { deposits: readonly Deposit[] }) {
  const say = useWords(historyWords)
  return (
    <Table
      caption={say('deposits')}
      captionHidden
      rows={deposits}
      columns={[
        { label: say('when'), cell: (deposit) => <TimeText at={deposit.createdAt} /> },
        {
          label: say('file'),
          cell: (deposit) => (
            <a href={paths.deposit(deposit.importId)}>{deposit.summary?.fileName ?? say('noName')}</a>
          ),
        },
        { label: say('state'), cell: (deposit) => say(stateWords[deposit.state]) },
      ]}
    />
  )
}
