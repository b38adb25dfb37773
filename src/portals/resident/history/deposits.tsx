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
export function Deposits({ deposits, isMerged }: { deposits: readonly Deposit[]; isMerged: boolean }) {
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
          cell: ({ importId, summary }) => {
            const name = summary?.fileName ?? say('noName')
            return isMerged ? name : <a href={paths.deposit(importId)}>{name}</a>
          },
        },
        { label: say('state'), cell: (deposit) => say(stateWords[deposit.state]) },
      ]}
    />
  )
}
