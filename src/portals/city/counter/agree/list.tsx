import { isSensitive } from '../../../../catalog/index.ts'
import type { OpenRequest } from '../../../../counter/index.ts'
import type { Use } from '../../../../review/index.ts'
import type { Vendor } from '../../../../vendors/index.ts'
import { paths } from '../../../paths.ts'
import { companyName, itemName } from '../../../resident/companies/company-words.ts'
import {
  Card,
  EmptyState,
  LinkLine,
  Page,
  ReceiptNumber,
  sentenceIn,
  StatusMessage,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { RequestList } from '../request-list.tsx'
import { words } from './words.ts'

interface OpenUse {
  use: Use
  vendor: Vendor
}

export const doneHere = ['agreed', 'refused', 'asked', 'taken-back'] as const
export type DoneHere = (typeof doneHere)[number]

interface AgreeListProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  /** Of whoever is attended to. */
  name: string
  uses: readonly OpenUse[]
  requests: readonly OpenRequest[]
  done: DoneHere | undefined
  /** Of what was just answered. */
  receiptNumber?: string | undefined
  now: Date
}

/** What may be agreed to at present. What this resident allows already, it does not say. */
export function AgreeList({
  staff,
  view,
  city,
  name,
  uses,
  requests,
  done,
  receiptNumber,
  now,
}: AgreeListProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.counterAgree }}
      city={city}
      title={say('title')}
      status={done && <Done done={done} receiptNumber={receiptNumber} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      <p>{say('whom', { name })}</p>
      <p>{say('lead')}</p>
      <RequestList requests={requests} staffId={staff.staffId} now={now} />
      {uses.length === 0 ? (
        <EmptyState title={say('none')} why={say('noneWhy')} />
      ) : (
        <Card heading={say('uses')}>
          {uses.map((use) => (
            <UseLinks {...use} />
          ))}
        </Card>
      )}
      <LinkLine href={paths.counterResident}>{say('resident')}</LinkLine>
    </Page>
  )
}

function Done({ done, receiptNumber }: Pick<AgreeListProps, 'receiptNumber'> & { done: DoneHere }) {
  const say = useWords(words)
  return (
    <StatusMessage title={say(done)}>
      {receiptNumber !== undefined && (
        <>
          <p>
            <ReceiptNumber number={receiptNumber} />
          </p>
          <p>{say('writeDown')}</p>
        </>
      )}
    </StatusMessage>
  )
}

/** To the question about all that may be asked together, and to each that is asked alone. */
function UseLinks({ use, vendor }: OpenUse) {
  const say = useWords(words)
  const view = useView()
  const company = companyName(view, vendor.profile)
  const { items, title } = use.terms
  return (
    <>
      {items.some((item) => !isSensitive(item)) && (
        <LinkLine href={paths.counterAgreeTo(use.useId)}>
          {company}：{sentenceIn(view, title)}
        </LinkLine>
      )}
      {items.filter(isSensitive).map((item) => (
        <LinkLine href={paths.counterAgreeToItem(use.useId, item)}>
          {company}：{itemName(view, item)}
          {say('alone')}
        </LinkLine>
      ))}
    </>
  )
}
