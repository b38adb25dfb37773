import type { ComponentChildren } from 'preact'
import { searchReasons, type LookUpReason, type NotConfirmedBecause } from '../../../../counter/index.ts'
import type { Personal, Sentence } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import {
  Actions,
  Card,
  ErrorSummary,
  Form,
  LinkButton,
  Page,
  RadioList,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  useView,
  useWords,
} from '../../../ui/index.ts'
import { Places } from '../../places.tsx'
import type { StaffReader } from '../../staff-reader.ts'
import { requestWords } from '../request-words.ts'
import { SaidFields, wrongOf, type Said } from '../said-fields.tsx'
import type { DoneAtDesk } from './done.ts'
import { words } from './words.ts'

export interface Waiting {
  requestId: string
  /** A colleague, by name: they stand beside the resident. Null: a program of the city, and nobody yet. */
  askedBy: Personal<string> | null
}

export interface Searched extends Said {
  reason?: LookUpReason | undefined
  errors: Partial<Record<keyof Said['errors'] | 'reason', Sentence>>
  refused?: Sentence
}

interface CounterPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  searched: Searched
  /** What they have just confirmed, or not, as the second person. */
  done: DoneAtDesk | undefined
  /** This session attends to somebody. Who it is is said on their own page only. */
  attends: boolean
  toConfirm: readonly Waiting[]
  toDecide: readonly Waiting[]
  /** Cards they have asked for, and a colleague has said no to. */
  refused: readonly { askedAt: Date; because: NotConfirmedBecause }[]
}

export function CounterPage({ staff, view, city, searched, done, attends, ...waiting }: CounterPageProps) {
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.counter }}
      city={city}
      title={say('title')}
      status={<Status searched={searched} done={done} />}
      navigation={<Places role={staff.role} current={paths.counter} />}
    >
      {attends && <GoOnAttending />}
      <Search searched={searched} />
      <Card heading={say('join')}>
        <p>{say('joinWhy')}</p>
        <LinkButton href={paths.counterJoin}>{say('joinNow')}</LinkButton>
      </Card>
      <ToConfirm toConfirm={waiting.toConfirm} />
      <ToDecide toDecide={waiting.toDecide} />
      <Refused refused={waiting.refused} />
    </Page>
  )
}

function Status({ searched: { errors, refused }, done }: Pick<CounterPageProps, 'searched' | 'done'>) {
  const view = useView()
  const say = useWords(words)
  if (refused) return <StatusMessage kind="warning" title={sentenceIn(view, refused)} />
  if (done) return <StatusMessage title={say(`done-${done}`)} />
  return <ErrorSummary errors={wrongOf(view, errors)} />
}

function GoOnAttending() {
  const say = useWords(words)
  return (
    <Card heading={say('attending')}>
      <p>{say('attendingWhy')}</p>
      <Actions>
        <LinkButton href={paths.counterResident} kind="primary">
          {say('goOn')}
        </LinkButton>
      </Actions>
      <Form action={paths.counterEnd}>
        <SubmitButton kind="secondary">{say('end')}</SubmitButton>
      </Form>
    </Card>
  )
}

function Search({ searched }: { searched: Searched }) {
  const say = useWords(words)
  const view = useView()
  const wrong = searched.errors.reason
  return (
    <Card heading={say('search')}>
      <p>{say('searchWhy')}</p>
      <Form action={paths.counter}>
        <SaidFields
          said={searched}
          labels={{ kana: say('kana'), kanaHint: say('kanaHint'), birthDate: say('birthDate') }}
        />
        <Reason reason={searched.reason} error={wrong && sentenceIn(view, wrong)} />
        <SubmitButton>{say('searchNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

/** Nothing is chosen beforehand: the resident reads what was chosen. */
function Reason({ reason = '', error }: { reason: string | undefined; error: ComponentChildren }) {
  const say = useWords(words)
  return (
    <RadioList
      name="reason"
      label={say('reason')}
      hint={say('reasonHint')}
      value={reason}
      error={error}
      options={searchReasons.map((value) => ({
        value,
        label: say(value),
      }))}
    />
  )
}

/** Cards that a colleague has asked for. Whose they are is said once one is opened, and that is written down. */
function ToConfirm({ toConfirm }: { toConfirm: readonly Waiting[] }) {
  const say = useWords(words)
  if (toConfirm.length === 0) return null
  return (
    <Card heading={say('confirm')}>
      <p>{say('confirmWhy')}</p>
      <Actions>
        {toConfirm.map(({ requestId, askedBy }, at) => (
          <LinkButton href={paths.counterConfirm(requestId)}>
            {say('confirmOne', { name: askedBy?.reveal() ?? '', number: String(at + 1) })}
          </LinkButton>
        ))}
      </Actions>
    </Card>
  )
}

/** What else waits for a second person: what it is, and whose, is said once it is opened. */
function ToDecide({ toDecide }: { toDecide: readonly Waiting[] }) {
  const say = useWords(words)
  if (toDecide.length === 0) return null
  return (
    <Card heading={say('decide')}>
      <p>{say('decideWhy')}</p>
      <Actions>
        {toDecide.map(({ requestId, askedBy }, at) => (
          <LinkButton href={paths.counterDecide(requestId)}>
            {askedBy
              ? say('decideOne', { name: askedBy.reveal(), number: String(at + 1) })
              : say('takeOne', { number: String(at + 1) })}
          </LinkButton>
        ))}
      </Actions>
    </Card>
  )
}

/** By when they asked, and why not: whose card it was they know, and no other who reads the screen. */
function Refused({ refused }: Pick<CounterPageProps, 'refused'>) {
  const say = useWords(words)
  const sayRequest = useWords(requestWords)
  if (refused.length === 0) return null
  return (
    <Card heading={say('refused')}>
      <p>{say('refusedWhy')}</p>
      <ul>
        {refused.map(({ askedAt, because }) => (
          <li>
            <TimeText at={askedAt} /> {sayRequest(because)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
