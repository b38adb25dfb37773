import { itemOf } from '../../../../catalog/index.ts'
import { depositRefusals, type Deposit, type ItemHolding } from '../../../../vault/index.ts'
import type { TermsStanding } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  Chips,
  Details,
  EmptyState,
  ErrorSummary,
  Field,
  FileField,
  Form,
  Page,
  sentenceIn,
  SubmitButton,
  Table,
  TimeText,
  useView,
  useWords,
  type Chip,
  type City,
  type View,
} from '../../../ui/index.ts'
import { fileField, personField, type UploadRefusal } from '../receive-upload.ts'
import { NumbersInFile } from '../numbers-in-file.tsx'
import { Contents } from './contents.tsx'
import { words } from './words.ts'
import { AwayNotice } from '../../leave/away-notice.tsx'
import type { Away } from '../../leave/away.ts'
import { TermsNotice } from '../../terms/notice.tsx'

interface DepositsPageProps {
  view: View
  city: City
  holdings: readonly ItemHolding[]
  deposits: readonly Deposit[]
  /** By what name residents know the programs of partners. */
  partners: ReadonlyMap<string, string>
  terms: TermsStanding
  /** Undefined for whoever takes part. */
  away: Away | undefined
  wrong: WrongEntry | undefined
}

/** Why the file that was sent could not be taken, said at the field that has to be corrected. */
export type WrongEntry =
  | { because: UploadRefusal }
  | { because: 'not-a-number'; typed: string }
  | { because: 'several-people' | 'no-such-person'; people: readonly number[] }

export function DepositsPage(props: DepositsPageProps) {
  const { view, city, holdings, deposits, partners, terms, away, wrong } = props
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('title')} section="home">
      {wrong && !away && (
        <ErrorSummary errors={[{ name: fieldOf(wrong), message: <Wrong wrong={wrong} /> }]} />
      )}
      {holdings.length > 0 && <Holdings holdings={holdings} />}
      {holdings.length === 0 && away && <p>{say('nothing')}</p>}
      {holdings.length === 0 && !away && <EmptyState title={say('nothing')} why={say('nothingWhy')} />}
      {away ? (
        <AwayNotice away={away} />
      ) : (
        <>
          <TermsNotice standing={terms} />
          <Upload wrong={wrong} />
        </>
      )}
      {deposits.length > 0 && <Imports deposits={deposits} partners={partners} />}
    </Page>
  )
}

function Holdings({ holdings }: { holdings: readonly ItemHolding[] }) {
  const view = useView()
  const say = useWords(words)
  return (
    <Table
      caption={say('kept')}
      columns={[
        {
          label: say('what'),
          cell: ({ item }: ItemHolding) => (
            <a href={paths.data(item)}>{sentenceIn(view, itemOf(item).names)}</a>
          ),
        },
        { label: say('days'), numeric: true, cell: ({ days }) => say('daysOf', { days }) },
        { label: say('since'), cell: ({ first }) => <TimeText at={first} /> },
        { label: say('until'), cell: ({ last }) => <TimeText at={last} /> },
      ]}
      rows={holdings}
    />
  )
}

const fieldOf = (wrong: WrongEntry) => ('typed' in wrong || 'people' in wrong ? personField : fileField)

function Wrong({ wrong }: { wrong: WrongEntry }) {
  const view = useView()
  return (
    <>
      {sentenceIn(view, depositRefusals[wrong.because])}
      {'people' in wrong && (
        <>
          {' '}
          <NumbersInFile numbers={wrong.people} />
        </>
      )}
    </>
  )
}

function Upload({ wrong }: { wrong: WrongEntry | undefined }) {
  const say = useWords(words)
  const field = wrong && fieldOf(wrong)
  const error = wrong && <Wrong wrong={wrong} />
  return (
    <Card heading={say('upload')}>
      <p>{say('uploadWhy')}</p>
      <Form action={paths.deposits} withFile>
        <Details summary={say('shared')} open={field === personField}>
          <Field
            name={personField}
            label={say('person')}
            hint={say('personHint')}
            inputMode="numeric"
            maxLength={4}
            value={wrong && 'typed' in wrong ? wrong.typed : ''}
            error={field === personField && error}
          />
        </Details>
        <FileField
          name={fileField}
          label={say('file')}
          hint={say('fileHint')}
          error={field === fileField && error}
          accept=".zip,.xml,.fit"
          required
        />
        <SubmitButton>{say('send')}</SubmitButton>
      </Form>
      <Details summary={say('howTo')}>
        <ol>
          {(['how1', 'how2', 'how3', 'how4'] as const).map((step) => (
            <li>{say(step)}</li>
          ))}
        </ol>
      </Details>
    </Card>
  )
}

function Imports({ deposits, partners }: Pick<DepositsPageProps, 'deposits' | 'partners'>) {
  const say = useWords(words)
  return (
    <>
      <h2>{say('imports')}</h2>
      <Table
        caption={say('imports')}
        captionHidden
        columns={[
          {
            label: say('sentAt'),
            cell: ({ importId, createdAt }: Deposit) => (
              <a href={paths.deposit(importId)}>
                <TimeText at={createdAt} />
              </a>
            ),
          },
          {
            label: say('contents'),
            cell: (deposit: Deposit) => (
              <>
                <Contents deposit={deposit} />
                <From deposit={deposit} partners={partners} />
              </>
            ),
          },
          { label: say('state'), unlabelled: true, cell: ({ state }) => <State state={state} /> },
        ]}
        rows={deposits}
      />
    </>
  )
}

function From({
  deposit: { programId },
  partners,
}: { deposit: Deposit } & Pick<DepositsPageProps, 'partners'>) {
  const say = useWords(words)
  const name = programId === null ? undefined : partners.get(programId)
  if (name === undefined) return null
  return (
    <>
      <br />
      {say('from', { name })}
    </>
  )
}

const looks: Record<Deposit['state'], Pick<Chip, 'icon' | 'tone'>> = {
  reading: { icon: 'pending', tone: 'pending' },
  preview: { icon: 'pending', tone: 'pending' },
  live: { icon: 'check', tone: 'on' },
  undone: { icon: 'stop', tone: 'off' },
  refused: { icon: 'error', tone: 'sensitive' },
  discarded: { icon: 'stop', tone: 'off' },
}

function State({ state }: Pick<Deposit, 'state'>) {
  const say = useWords(words)
  return <Chips chips={[{ ...looks[state], word: say(state) }]} />
}
