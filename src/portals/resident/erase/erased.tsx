import type { ErasureFound } from '../../../erasure/index.ts'
import { addDays, localDayOf } from '../../../kernel/index.ts'
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

/** `not-ended`: a delivery from before is under way; `waits`: the keys go once the city can write its journal again. */
type Done = 'erased' | 'not-ended' | 'waits'

interface ErasedPageProps {
  view: View
  city: City
  erasure: ErasureFound
  /** What has just been done. */
  done: Done | undefined
  keyBackupDays: number
}

/** What whoever has the number may see: that everything was erased, when, and what the law keeps until when. */
export function ErasedPage({ view, city, erasure, done, keyBackupDays }: ErasedPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={view}
      city={city}
      title={say(done === 'waits' ? 'waitsTitle' : 'erasedTitle')}
      status={done && <Status done={done} />}
    >
      <Erased erasure={erasure} keyBackupDays={keyBackupDays} />
      <p>
        {say('askPhone')} <PhoneLink phone={city.contact.phone} />
      </p>
    </Page>
  )
}

function Status({ done }: { done: Done }) {
  const say = useWords(words)
  if (done === 'waits')
    return (
      <StatusMessage kind="warning" title={say('waits')}>
        <p>{say('waitsMore')}</p>
      </StatusMessage>
    )
  return (
    <StatusMessage title={say('erased')}>{done === 'not-ended' && <p>{say('underWay')}</p>}</StatusMessage>
  )
}

function Erased({ erasure, keyBackupDays }: Pick<ErasedPageProps, 'erasure' | 'keyBackupDays'>) {
  const say = useWords(words)
  const { number, happenedAt, keptUntil } = erasure
  return (
    <>
      <p>
        {say('erasedAt')} <TimeText at={happenedAt} />
      </p>
      <p>{say('keepNumber')}</p>
      <ReceiptNumber number={number} />
      <p>{say('copies', { day: localDayOf(addDays(happenedAt, keyBackupDays)) })}</p>
      <WhatStays keptUntil={keptUntil && localDayOf(keptUntil)} />
    </>
  )
}
