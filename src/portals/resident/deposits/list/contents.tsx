import { itemCodes } from '../../../../catalog/index.ts'
import type { Deposit, DepositSummary } from '../../../../vault/index.ts'
import { sentenceIn, useView, useWords } from '../../../ui/index.ts'
import { namesOf } from '../../companies/company-words.ts'
import { Period } from '../import/counts-table.tsx'
import { words } from './words.ts'

/** So many of a file's items are named; the others are counted. Enough to know a file again. */
const namedAtMost = 3

/** What a file holds, in short: of one that was deposited, what was deposited of it. */
export function Contents({ deposit: { state, summary } }: { deposit: Deposit }) {
  const view = useView()
  const say = useWords(words)
  const counts = summary ? depositedOf(summary) : []
  const items = itemCodes.filter((code) => counts.some(({ item }) => item === code))
  if (items.length === 0) return <>{say(state === 'reading' ? 'notYetRead' : 'nothingOfIt')}</>
  const names = namesOf(items.slice(0, namedAtMost))
  const more = items.length - namedAtMost
  return (
    <>
      {more > 0 ? say('andMore', { names, more }) : sentenceIn(view, names)}
      <br />
      <Period {...wholePeriodOf(counts)} />
    </>
  )
}

/** Until it is confirmed, nothing is chosen, and all of it may be. */
function depositedOf({ counts, chosen }: DepositSummary): DepositSummary['counts'] {
  return chosen.length === 0 ? counts : counts.filter(({ item }) => chosen.includes(item))
}

function wholePeriodOf(counts: DepositSummary['counts']): { first: Date; last: Date } {
  return {
    first: new Date(Math.min(...counts.map(({ first }) => first.getTime()))),
    last: new Date(Math.max(...counts.map(({ last }) => last.getTime()))),
  }
}
