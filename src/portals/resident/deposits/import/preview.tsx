import { itemOf, type ItemCode } from '../../../../catalog/index.ts'
import { localDayOf } from '../../../../kernel/index.ts'
import type { Deposit, DepositSummary, KeptAlready } from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import {
  CheckboxList,
  DefinitionList,
  Details,
  Form,
  Notice,
  sentenceIn,
  Steps,
  SubmitButton,
  TimeText,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { CountsTable } from './counts-table.tsx'
import { LeftOut } from './left-out.tsx'
import { PartlySameFile } from './same-file.tsx'
import { words } from './words.ts'

interface PreviewProps {
  deposit: Deposit
  summary: DepositSummary
  /** Part of the same file is kept already. */
  kept: KeptAlready | undefined
}

/** What the file holds, what is left out and why; nothing is ticked beforehand. */
export function Preview({ deposit, summary, kept }: PreviewProps) {
  const say = useWords(words)
  const usual = summary.counts.filter(({ item }) => !itemOf(item).leftOutUnlessChosen)
  const careful = summary.counts.filter(({ item }) => itemOf(item).leftOutUnlessChosen)
  return (
    <>
      <Steps names={[say('step1'), say('step2'), say('step3')]} now={2} />
      {kept ? <PartlySameFile kept={kept} /> : <p>{say('previewWhy')}</p>}
      <AboutFile deposit={deposit} summary={summary} />
      {usual.length > 0 ? (
        <CountsTable caption={say('items')} counts={usual} />
      ) : (
        <Notice kind="info" title={say('onlyCareful')} />
      )}
      <LeftOut summary={summary} />
      <Form action={paths.confirmDeposit(deposit.importId)}>
        {careful.length > 0 && <Careful counts={careful} />}
        {usual.length > 0 && summary.counts.length > 1 && <NotWanted items={usual.map(({ item }) => item)} />}
        {summary.doubt && <Doubt doubt={summary.doubt} />}
        <SubmitButton>{say('confirm')}</SubmitButton>
      </Form>
      <Discard deposit={deposit} />
    </>
  )
}

/** Nothing can be confirmed: what was left out and why, and the way to drop the file. */
export function NothingToKeep({ deposit, summary }: Omit<PreviewProps, 'kept'>) {
  const say = useWords(words)
  return (
    <>
      <p>{say('nothingWhy')}</p>
      <AboutFile deposit={deposit} summary={summary} />
      <LeftOut summary={summary} />
      <Discard deposit={deposit} />
    </>
  )
}

function AboutFile({ deposit, summary }: Omit<PreviewProps, 'kept'>) {
  const say = useWords(words)
  return (
    <DefinitionList
      of={[
        { term: say('fileName'), is: summary.fileName },
        { term: say('format'), is: say(summary.format) },
        { term: say('expires'), is: <TimeText at={deposit.expiresAt} /> },
      ]}
    />
  )
}

function Discard({ deposit }: Pick<PreviewProps, 'deposit'>) {
  const say = useWords(words)
  return (
    <Form action={paths.discardDeposit(deposit.importId)}>
      <SubmitButton kind="secondary">{say('discard')}</SubmitButton>
    </Form>
  )
}

/** Items that say more about a person than they seem to. */
const carefulWords = [
  'reproductive.cycle',
  'location.route',
  'heart.electrocardiogram',
  'medical.clinical-record',
  'medical.medication',
] as const satisfies ItemCode[]

type Count = DepositSummary['counts'][number]

/** They stand in no table of what will be kept, so that how much there is of each is said beside its box. */
function Careful({ counts }: { counts: readonly Count[] }) {
  const view = useView()
  const say = useWords(words)
  return (
    <CheckboxList
      name="alsoChosen"
      label={say('careful')}
      hint={say('carefulWhy')}
      options={counts.map((each) => ({
        value: each.item,
        label: sentenceIn(view, itemOf(each.item).names),
        hint: <AboutCareful {...each} />,
      }))}
    />
  )
}

function AboutCareful({ item, count, first, last }: Count) {
  const say = useWords(words)
  const amount = { count, firstDay: localDayOf(first), lastDay: localDayOf(last) }
  const tells = carefulWords.find((known) => known === item)
  return (
    <>
      {say(amount.firstDay === amount.lastDay ? 'amountOfDay' : 'amount', amount)}
      {tells && (
        <>
          <br />
          {say(tells)}
        </>
      )}
    </>
  )
}

function NotWanted({ items }: { items: readonly ItemCode[] }) {
  const view = useView()
  const say = useWords(words)
  return (
    <Details summary={say('notWanted')}>
      <CheckboxList
        name="notWanted"
        label={say('notWanted')}
        hint={say('notWantedWhy')}
        options={items.map((item) => ({ value: item, label: sentenceIn(view, itemOf(item).names) }))}
      />
    </Details>
  )
}

function Doubt({ doubt }: { doubt: NonNullable<DepositSummary['doubt']> }) {
  const say = useWords(words)
  return (
    <>
      <Notice kind="warning" title={say('doubtTitle')}>
        <p>{say(doubt)}</p>
      </Notice>
      <CheckboxList
        name="isMine"
        label={say('isMineLabel')}
        options={[{ value: 'yes', label: say('isMine') }]}
      />
    </>
  )
}
