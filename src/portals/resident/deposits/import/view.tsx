import { assertNever } from '../../../../kernel/index.ts'
import {
  depositRefusals,
  type Deposit,
  type DepositRefusal,
  type KeptAlready,
} from '../../../../vault/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  DefinitionList,
  Form,
  LinkButton,
  Notice,
  Page,
  Progress,
  sentenceIn,
  StatusMessage,
  Steps,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { NumbersInFile } from '../numbers-in-file.tsx'
import { Kept } from './kept.tsx'
import { NothingToKeep, Preview } from './preview.tsx'
import { SameFile } from './same-file.tsx'
import { words } from './words.ts'

export interface ImportPageProps {
  view: View
  city: City
  deposit: Deposit
  /** By what name the resident knows the partner that brought it. */
  from: string | undefined
  /** What is kept of the same file already. */
  kept: KeptAlready | undefined
  now: Date
  /** Why what was just tried was not done. */
  because: DepositRefusal | undefined
  done: 'confirmed' | undefined
}

const refreshSeconds = 2

/** One file that was sent: being read, to be confirmed, kept, taken back or refused. */
export function ImportPage(props: ImportPageProps) {
  const { view, city, deposit: given, from, kept, now, because, done } = props
  const say = words.in(view)
  const deposit = asOf(given, now)
  const whole = whollyKept(deposit, kept)
  const title = say(whole ? 'sameTitle' : holdsNothing(deposit) ? 'nothingTitle' : `${deposit.state}Title`)
  const saidAnyway = deposit.state === 'refused' && deposit.because === because
  const status =
    done && deposit.state === 'live' ? (
      <StatusMessage title={say('confirmed')} />
    ) : (
      because &&
      !saidAnyway && <StatusMessage kind="error" title={sentenceIn(view, depositRefusals[because])} />
    )
  return (
    <Page
      view={view}
      city={city}
      title={title}
      section="home"
      status={status}
      refreshSeconds={deposit.state === 'reading' ? refreshSeconds : undefined}
    >
      {from !== undefined && <p>{say('from', { name: from })}</p>}
      {whole ? <SameFile deposit={deposit} kept={whole} /> : <State deposit={deposit} kept={kept} />}
    </Page>
  )
}

/** A preview whose time has passed is as good as gone: the page never offers what would be refused. */
function asOf(deposit: Deposit, now: Date): Deposit {
  const gone = deposit.state === 'preview' && deposit.expiresAt <= now
  return gone ? { ...deposit, state: 'refused', because: 'expired' } : deposit
}

/** The same file, when a preview of it holds nothing more. */
function whollyKept({ state, summary }: Deposit, kept: KeptAlready | undefined): KeptAlready | undefined {
  if (state !== 'preview' || !summary || !kept) return undefined
  return summary.counts.every(({ item }) => kept.items.includes(item)) ? kept : undefined
}

/** A file that could be read, but nothing in it is kept here: there is nothing to deposit. */
function holdsNothing({ state, summary }: Deposit): boolean {
  return state === 'preview' && summary?.counts.length === 0
}

function State({ deposit, kept }: Pick<ImportPageProps, 'deposit' | 'kept'>) {
  switch (deposit.state) {
    case 'reading':
      return <Reading deposit={deposit} />
    case 'preview':
      if (!deposit.summary) return null
      if (holdsNothing(deposit)) return <NothingToKeep deposit={deposit} summary={deposit.summary} />
      return <Preview deposit={deposit} summary={deposit.summary} kept={kept} />
    case 'live':
      return deposit.summary ? <Kept deposit={deposit} summary={deposit.summary} /> : null
    case 'refused':
      return <Refused deposit={deposit} />
    case 'undone':
    case 'discarded':
      return <Gone deposit={deposit} />
    default:
      return assertNever(deposit.state)
  }
}

function Reading({ deposit: { importId, bytesRead, bytesTotal } }: { deposit: Deposit }) {
  const say = useWords(words)
  return (
    <>
      <Steps names={[say('step1'), say('step2'), say('step3')]} now={2} />
      <Progress label={say('progress')} done={bytesRead} all={bytesTotal} />
      <p>{say('readingWhy')}</p>
      <Form action={paths.discardDeposit(importId)}>
        <SubmitButton kind="secondary">{say('discard')}</SubmitButton>
      </Form>
    </>
  )
}

function Refused({ deposit: { importId, because, people } }: { deposit: Deposit }) {
  const view = useView()
  const say = useWords(words)
  return (
    <>
      <Notice kind="error" title={sentenceIn(view, depositRefusals[because ?? 'interrupted'])}>
        {people && (
          <p>
            <NumbersInFile numbers={people} />
          </p>
        )}
      </Notice>
      <p>{say(people?.length ? 'numbersKept' : 'nothingKept')}</p>
      {people ? (
        <Actions>
          <LinkButton href={`${paths.deposits}?numbers=${importId}`} kind="primary">
            {say('sendAgain')}
          </LinkButton>
        </Actions>
      ) : (
        <Onward />
      )}
    </>
  )
}

function Gone({ deposit: { state, createdAt, undoneAt } }: { deposit: Deposit }) {
  const say = useWords(words)
  return (
    <>
      <p>{say(state === 'undone' ? 'undoneWhy' : 'discardedWhy')}</p>
      <DefinitionList
        of={[
          { term: say('sentAt'), is: <TimeText at={createdAt} /> },
          ...(undoneAt ? [{ term: say('undoneAt'), is: <TimeText at={undoneAt} /> }] : []),
        ]}
      />
      <Onward />
    </>
  )
}

function Onward() {
  const say = useWords(words)
  return (
    <Actions>
      <LinkButton href={paths.deposits} kind="primary">
        {say('again')}
      </LinkButton>
    </Actions>
  )
}
