import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'

/** 受付番号, in figures that can be read out over the telephone. */
export function ReceiptNumber({ number }: { number: string }) {
  const say = useWords(uiWords)
  return (
    <span class="receipt-number">
      {say('receiptNumber')}{' '}
      <span class="figures" translate={false}>
        <ReceiptFigures number={number} />
      </span>
    </span>
  )
}

/** The number alone. Where a line has no room for it, it breaks between its groups. */
export function ReceiptFigures({ number }: { number: string }) {
  return number.split('-').map((group, index) =>
    index === 0 ? (
      group
    ) : (
      <>
        -<wbr />
        {group}
      </>
    ),
  )
}
