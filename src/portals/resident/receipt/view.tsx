import { itemOf } from '../../../catalog/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  Card,
  DefinitionList,
  LinkButton,
  LinkLine,
  Notice,
  Page,
  QrCode,
  ReceiptNumber,
  StatusMessage,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { companyAndDepartment, namesOf } from '../companies/company-words.ts'
import { FullTerms } from '../consent/terms-in-full.tsx'
import type { CheckingAddress } from './checking-address.ts'
import { closingDefinitions, partDefinitions } from './definitions.tsx'
import type { ReceiptContent, ReceiptPart } from './load-receipt.ts'
import { paperWords } from './paper-words.ts'
import { receiptWords } from './words.ts'

interface ReceiptPageProps {
  view: View
  city: City
  receipt: ReceiptContent
  /** Null as long as the log is empty. */
  proof: CheckingAddress | null
}

/** 控え: what a resident said, in hand. */
export function ReceiptPage({ view, city, receipt, proof }: ReceiptPageProps) {
  const say = receiptWords.in(view)
  const { act, parts, next } = receipt
  return (
    <Page view={view} city={city} title={say(act.kind)} section="history" status={<Done receipt={receipt} />}>
      <p>
        <ReceiptNumber number={act.receiptNumber} />
        <br />
        <TimeText at={act.happenedAt} />
      </p>
      {parts.map((part) => (
        <Part part={part} />
      ))}
      {next && (
        <Card>
          <p>{say('nextMore', { item: itemOf(next.item).names })}</p>
          <LinkButton href={paths.consentToItem(next.use.useId, next.item)} kind="primary">
            {say('next')}
          </LinkButton>
        </Card>
      )}
      <Closing receipt={receipt} city={city} proof={proof} />
    </Page>
  )
}

function Done({ receipt: { act, parts, still, isLatest } }: { receipt: ReceiptContent }) {
  const say = useWords(receiptWords)
  const [part] = parts
  if (act.kind !== 'agreed' && act.kind !== 'refused') return null
  if (!isLatest)
    return (
      <Notice kind="info" title={say('answeredSince')}>
        {part && <LinkLine href={paths.company(part.vendor.vendorId)}>{say('toCompany')}</LinkLine>}
      </Notice>
    )
  return (
    <StatusMessage title={say(act.kind === 'agreed' ? 'agreedDone' : 'refusedDone')}>
      {part && still.length > 0 && (
        <p>
          {say('still', { items: namesOf(still) })}{' '}
          <a href={paths.company(part.vendor.vendorId)}>{say('toStop')}</a>
        </p>
      )}
    </StatusMessage>
  )
}

function Part({ part }: { part: ReceiptPart }) {
  const view = useView()
  return (
    <Card heading={companyAndDepartment(view, part.vendor.profile)}>
      <DefinitionList of={partDefinitions(view, part)} />
      <FullTerms use={part.use} vendor={part.vendor} />
    </Card>
  )
}

function Closing({ receipt, city, proof }: Pick<ReceiptPageProps, 'receipt' | 'city' | 'proof'>) {
  const view = useView()
  const say = useWords(receiptWords)
  const { act, parts } = receipt
  const [part, ...others] = parts
  return (
    <>
      <DefinitionList of={closingDefinitions(view, receipt, city)} />
      {proof && <Proof proof={proof} />}
      <p>{say('print')}</p>
      <Actions>
        <LinkButton href={paths.receiptPdf(act.receiptNumber)}>{say('takePdf')}</LinkButton>
        <LinkButton href={paths.receiptFile(act.receiptNumber)}>{say('takeFile')}</LinkButton>
        {proof && <LinkButton href={proof.path}>{say('check')}</LinkButton>}
        {part && others.length === 0 && (
          <LinkButton href={paths.company(part.vendor.vendorId)}>{say('toCompany')}</LinkButton>
        )}
        <LinkButton href={`${paths.history}?show=mine`}>{say('toHistory')}</LinkButton>
      </Actions>
    </>
  )
}

function Proof({ proof: { whole, short } }: { proof: CheckingAddress }) {
  const say = useWords(paperWords)
  return (
    <QrCode text={whole} label={say.text('qr', { address: short })}>
      {say('howToCheck', { address: short })}
    </QrCode>
  )
}
