import { itemOf } from '../../../../catalog/index.ts'
import { leftOutReasons, nameInFile, type DepositSummary } from '../../../../vault/index.ts'
import { Details, sentenceIn, Table, useView, useWords } from '../../../ui/index.ts'
import { words } from './words.ts'

type Line = DepositSummary['leftOut'][number]

/** What of the file is not kept: which data, why, how much. */
export function LeftOut({ summary: { leftOut } }: { summary: DepositSummary }) {
  const view = useView()
  const say = useWords(words)
  if (leftOut.length === 0) return null
  const count = leftOut.reduce((sum, each) => sum + each.count, 0)
  return (
    <Details summary={say('leftOut', { count })}>
      <Table
        caption={say('leftOut', { count })}
        captionHidden
        columns={[
          { label: say('what'), cell: (line: Line) => <Name {...line} /> },
          { label: say('leftOutWhy'), cell: ({ because }) => sentenceIn(view, leftOutReasons[because]) },
          { label: say('count'), numeric: true, cell: (each) => say('records', { count: each.count }) },
        ]}
        rows={leftOut}
      />
    </Details>
  )
}

/** The data as a resident knows it; where that cannot be told, plain words with the file's own name behind. */
function Name({ what, because }: Line) {
  const view = useView()
  const say = useWords(words)
  if (because === 'other-file') return say('otherFile', { name: what })
  // Its item is named after walking and running, which this was not.
  if (because === 'other-activity') return say('otherActivity', { name: what })
  const { item, unit } = nameInFile(what)
  if (!item) return say('otherRecord', { name: what })
  const name = itemOf(item).names
  return unit ? say('inUnit', { name, unit }) : sentenceIn(view, name)
}
