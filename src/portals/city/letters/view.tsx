import type { StaffMember } from '../../../identity/index.ts'
import type { Sentence } from '../../../kernel/index.ts'
import { writtenNumber, type Overview, type Print } from '../../../letters/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  ErrorSummary,
  Field,
  Form,
  Page,
  sentenceIn,
  StatusMessage,
  SubmitButton,
  TimeText,
  useView,
  useWords,
} from '../../ui/index.ts'
import { Places } from '../places.tsx'
import type { StaffReader } from '../staff-reader.ts'
import { cityWords } from '../words.ts'
import { words } from './words.ts'

export interface LettersPageProps extends Pick<StaffReader, 'staff' | 'view' | 'city'> {
  letters: Overview
  members: readonly StaffMember[]
  done?: boolean
  /** The number of a letter as it was typed, and what is wrong with it. */
  letter?: string
  wrong?: Sentence
}

/** Numbers, and nobody's name: whose letters they are stands on the paper alone. */
export function LettersPage(props: LettersPageProps) {
  const { staff, view, city, letters, members, done, letter = '', wrong } = props
  const say = words.in(view)
  const { waiting, held, prints } = letters
  return (
    <Page
      view={view}
      city={city}
      title={cityWords.in(view)('letters')}
      status={
        wrong ? (
          <ErrorSummary errors={[{ name: 'letter', message: sentenceIn(view, wrong) }]} />
        ) : (
          done && <StatusMessage title={say('noted')} />
        )
      }
      navigation={<Places role={staff.role} current={paths.letters} />}
    >
      <p>{say('lead')}</p>
      <Card heading={say('waiting')}>
        <p>{say('count', { count: waiting })}</p>
        {waiting > 0 && (
          <Form action={paths.lettersPrint}>
            <p>{say('printWhy')}</p>
            <SubmitButton>{say('print')}</SubmitButton>
          </Form>
        )}
      </Card>
      {held.count > 0 && <Held held={held} />}
      {prints.map((print) => (
        <OnePrint print={print} by={members.find(({ staffId }) => staffId === print.staffId)} />
      ))}
      <CameBack letter={letter} wrong={wrong} />
    </Page>
  )
}

function CameBack({ letter, wrong }: { letter: string; wrong: Sentence | undefined }) {
  const say = useWords(words)
  const view = useView()
  return (
    <Card heading={say('back')}>
      <p>{say('backWhy')}</p>
      <Form action={paths.letters}>
        <Field
          name="letter"
          label={say('letter')}
          hint={say('letterHint')}
          value={letter}
          error={wrong && sentenceIn(view, wrong)}
          maxLength={40}
          autoComplete="off"
          required
        />
        <SubmitButton kind="secondary">{say('backNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

/** Apart from what can be printed, since when and why, and what is to be done. Whose they are is seen when they come next. */
function Held({ held: { count, letters } }: Pick<Overview, 'held'>) {
  const say = useWords(words)
  return (
    <Card heading={say('held')}>
      <p>{say('heldWhy')}</p>
      <p>{say('heldCount', { count })}</p>
      <ul>
        {letters.map(({ because, since }) => (
          <li>
            <TimeText at={since} /> {say(because)}
          </li>
        ))}
      </ul>
      {count > letters.length && <p>{say('heldMore', { count: letters.length })}</p>}
    </Card>
  )
}

function OnePrint({ print, by }: { print: Print; by: StaffMember | undefined }) {
  const say = useWords(words)
  const { letters, printedAt, again, cameBack } = print
  const number = writtenNumber(print.number)
  return (
    <Card heading={say('one', { number })}>
      <p>
        <TimeText at={printedAt} /> {by?.name.reveal()}
      </p>
      <p>{say('printed', { count: letters })}</p>
      {again > 0 && <p>{say('againTimes', { count: again })}</p>}
      {cameBack > 0 && <p>{say('cameBack', { count: cameBack })}</p>}
      <Form action={paths.lettersAgain} fields={{ number: String(print.number) }}>
        <SubmitButton kind="secondary">{say('again', { number })}</SubmitButton>
      </Form>
    </Card>
  )
}
