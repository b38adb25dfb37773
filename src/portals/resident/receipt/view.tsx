import { itemOf } from '../../../catalog/index.ts'
import { localDayOf } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import {
  Actions,
  Card,
  DefinitionList,
  LinkButton,
  Page,
  PhoneLink,
  ReceiptNumber,
  StatusMessage,
  TimeText,
  useView,
  useWords,
  type City,
  type Definition,
  type View,
} from '../../ui/index.ts'
import { companyAndDepartment, itemNames, namesOf, titleAndPurpose } from '../companies/company-words.ts'
import { FullTerms } from '../consent/terms-in-full.tsx'
import type { ReceiptContent, ReceiptPart } from './load-receipt.ts'
import { receiptWords } from './words.ts'

/** 控え: what a resident said, in hand. */
export function ReceiptPage(props: { view: View; city: City; receipt: ReceiptContent }) {
  const { view, city, receipt } = props
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
      <Closing receipt={receipt} city={city} />
    </Page>
  )
}

function Done({ receipt: { act, parts, still } }: { receipt: ReceiptContent }) {
  const say = useWords(receiptWords)
  const [part] = parts
  if (act.kind !== 'agreed' && act.kind !== 'refused') return null
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

function Part({ part: { use, vendor, events } }: { part: ReceiptPart }) {
  const view = useView()
  const say = useWords(receiptWords)
  const ends = new Set(events.flatMap(({ until }) => (until ? [localDayOf(until)] : [])))
  const [end] = [...ends].sort()
  const pairs: Definition[] = [
    {
      term: say('purpose'),
      is: titleAndPurpose(view, use.terms),
    },
    {
      term: say('items'),
      is: itemNames(
        view,
        events.map(({ item }) => item),
      ),
    },
    ...(end ? [{ term: say('until'), is: <TimeText at={end} /> }] : []),
    { term: say('terms'), is: say('termsIs', { version: use.version }) },
    { term: say('companyPhone'), is: <PhoneLink phone={vendor.profile.phone} /> },
  ]
  return (
    <Card heading={companyAndDepartment(view, vendor.profile)}>
      <DefinitionList of={pairs} />
      <FullTerms use={use} vendor={vendor} />
    </Card>
  )
}

function Closing({ receipt: { act, parts }, city }: { receipt: ReceiptContent; city: City }) {
  const say = useWords(receiptWords)
  const allowed = act.kind === 'agreed' || act.kind === 'undone'
  const [part, ...others] = parts
  return (
    <>
      <DefinitionList
        of={[
          {
            term: say(allowed ? 'howToStop' : 'howToAllow'),
            is: say(allowed ? 'howToStopIs' : 'howToAllowIs'),
          },
          {
            term: say('contact'),
            is: (
              <>
                {city.contact.name} <PhoneLink phone={city.contact.phone} />
              </>
            ),
          },
          { term: say('about'), is: say('aboutIs') },
        ]}
      />
      <p>{say('print')}</p>
      <Actions>
        <LinkButton href={paths.receiptFile(act.receiptNumber)}>{say('takeFile')}</LinkButton>
        {part && others.length === 0 && (
          <LinkButton href={paths.company(part.vendor.vendorId)}>{say('toCompany')}</LinkButton>
        )}
        <LinkButton href={`${paths.history}?show=mine`}>{say('toHistory')}</LinkButton>
      </Actions>
    </>
  )
}
