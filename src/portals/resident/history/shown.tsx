import { itemOf } from '../../../catalog/index.ts'
import type { Opening } from '../../../shares/index.ts'
import { Table, TimeText, useWords } from '../../ui/index.ts'
import { provisionWords } from '../companies/provision-words.ts'
import { words } from '../shares/words.ts'

/** Who opened what the resident showed, newest first: names are what they said of themselves. */
export function Shown({ openings }: { openings: readonly Opening[] }) {
  const say = useWords(words)
  return (
    <Table
      caption={say('history')}
      captionHidden
      rows={openings}
      columns={[
        { label: say('when'), cell: ({ openedAt }) => <TimeText at={openedAt} /> },
        { label: say('who'), cell: ({ said }) => <q>{said.reveal()}</q> },
        { label: say('forWhom'), cell: ({ note }) => note?.reveal() ?? say('noNote') },
        { label: say('shown'), cell: (opening) => <ShownItems opening={opening} /> },
      ]}
    />
  )
}

function ShownItems({ opening: { items, withheld } }: { opening: Opening }) {
  const say = useWords(words)
  const sayOf = useWords(provisionWords)
  if (withheld || items.length === 0) return <>{say('nothing')}</>
  return (
    <>
      {items.map(({ item, days }) => (
        <div>{sayOf('days', { item: itemOf(item).names, count: days })}</div>
      ))}
    </>
  )
}
