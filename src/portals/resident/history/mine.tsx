import { paths } from '../../paths.ts'
import { ReceiptFigures, Table, TimeText, useView, useWords } from '../../ui/index.ts'
import { companyName, itemNames } from '../companies/company-words.ts'
import { byWhat } from '../receipt/by-what.ts'
import type { NamedAct } from './load-history.ts'
import { historyWords } from './words.ts'

const didWords = {
  agreed: 'didAgree',
  refused: 'didRefuse',
  stopped: 'didStop',
  undone: 'didUndo',
  frozen: 'cityFroze',
  paused: 'didPause',
  resumed: 'didResume',
} as const

/** All 控え: what the resident said, newest first. */
export function Mine({ acts, isMerged }: { acts: readonly NamedAct[]; isMerged: boolean }) {
  const view = useView()
  const say = useWords(historyWords)
  return (
    <Table
      caption={say('mine')}
      captionHidden
      rows={acts}
      columns={[
        { label: say('when'), cell: ({ act }) => <TimeText at={act.happenedAt} /> },
        {
          label: say('did'),
          cell: (row) => <Did row={row} />,
        },
        {
          label: say('items'),
          cell: ({ events }) =>
            itemNames(
              view,
              events.map(({ item }) => item),
            ),
        },
        {
          label: say('receipt'),
          cell: ({ act }) =>
            isMerged ? (
              <span class="figures">
                <ReceiptFigures number={act.receiptNumber} />
              </span>
            ) : (
              <a class="figures" href={paths.receipt(act.receiptNumber)}>
                <ReceiptFigures number={act.receiptNumber} />
              </a>
            ),
        },
      ]}
    />
  )
}

function Did({ row: { act, vendors, what } }: { row: NamedAct }) {
  const view = useView()
  const say = useWords(historyWords)
  const came = byWhat(view, act, what)
  return (
    <>
      {say(didWords[act.kind])}
      {vendors.map((vendor) => (
        <div>{companyName(view, vendor.profile)}</div>
      ))}
      {came && <div>{came}</div>}
    </>
  )
}
