import { addDays } from '../../../kernel/index.ts'
import { keyCopiesKeptDays, type Erasure } from '../../../erasure/index.ts'
import { Page, PhoneLink, ReceiptNumber, StatusMessage, type City, type View } from '../../ui/index.ts'
import { WhatGoes } from './view.tsx'
import { words } from './words.ts'

interface ErasedPageProps {
  view: View
  city: City
  erasure: Erasure
  /** How many deliveries that had begun before have not ended yet. */
  underWay: number
}

/** The last page: it can be printed, and not be opened again. */
export function ErasedPage({ view, city, erasure, underWay }: ErasedPageProps) {
  const say = words.in(view)
  const { keptUntil, happenedAt, number } = erasure
  return (
    <Page
      view={view}
      city={city}
      title={say('erasedTitle')}
      status={<StatusMessage title={say('erased')}>{underWay > 0 && say('underWay')}</StatusMessage>}
    >
      <p>{say('keepNumber')}</p>
      <ReceiptNumber number={number} />
      <WhatGoes plan={{ keptUntil, finalFrom: addDays(happenedAt, keyCopiesKeptDays) }} />
      <p>
        {say('askPhone')} <PhoneLink phone={city.contact.phone} />
      </p>
    </Page>
  )
}
