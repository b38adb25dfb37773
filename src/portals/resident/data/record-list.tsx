import type { LocalDay } from '../../../kernel/index.ts'
import { Details, Table, TimeText, useWords } from '../../ui/index.ts'
import { words } from './words.ts'

export interface DayOfRecords {
  day: LocalDay
  /** Records of this day. */
  count: number
}

/** Days that have a record, the latest first. What a route or a document says is not spread out on a page. */
export function RecordList({ days }: { days: readonly DayOfRecords[] }) {
  const say = useWords(words)
  return (
    <Details summary={say('list')}>
      <Table
        caption={say('list')}
        captionHidden
        columns={[
          { label: say('day'), cell: ({ day }: DayOfRecords) => <TimeText at={day} /> },
          { label: say('records'), numeric: true, cell: ({ count }) => say('countOf', { count }) },
        ]}
        rows={days.toReversed()}
      />
    </Details>
  )
}
