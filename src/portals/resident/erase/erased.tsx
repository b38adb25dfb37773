import { addDays, localDayOf } from '../../../kernel/index.ts'
import { keyCopiesKeptDays, type ErasureFound } from '../../../erasure/index.ts'
import {
  Page,
  PhoneLink,
  ReceiptNumber,
  StatusMessage,
  TimeText,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { WhatStays } from './view.tsx'
import { words } from './words.ts'

interface ErasedPageProps {
  view: View
  city: City
  erasure: ErasureFound
  /** It has just been done; `not-ended`: something that had begun before is still under way. */
  done: 'erased' | 'not-ended' | undefined
}

/** What whoever has the number may see: that everything was erased, when, and what the law keeps until when. */
export function ErasedPage({ view, city, erasure, done }: ErasedPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say('erasedTitle')}
      status={
        done && (
          <StatusMessage title={say('erased')}>
            {done === 'not-ended' && <p>{say('underWay')}</p>}
          </StatusMessage>
        )
      }
    >
      <Erased erasure={erasure} />
      <p>
        {say('askPhone')} <PhoneLink phone={city.contact.phone} />
      </p>
    </Page>
  )
}

function Erased({ erasure: { number, happenedAt, keptUntil } }: { erasure: ErasureFound }) {
  const say = useWords(words)
  return (
    <>
      <p>
        {say('erasedAt')} <TimeText at={happenedAt} />
      </p>
      <p>{say('keepNumber')}</p>
      <ReceiptNumber number={number} />
      <p>
        {say('finalFrom')} <TimeText at={localDayOf(addDays(happenedAt, keyCopiesKeptDays))} />
      </p>
      <WhatStays keptUntil={keptUntil} />
    </>
  )
}
