import type { ComponentChildren } from 'preact'
import { itemOf, isSensitive, type ItemCode } from '../../../catalog/index.ts'
import type { LocalDay, Personal, Sentence } from '../../../kernel/index.ts'
import { atMost, periods } from '../../../shares/index.ts'
import { paths } from '../../paths.ts'
import {
  CheckboxList,
  DateField,
  DefinitionList,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  LinkLine,
  Page,
  QrCode,
  RadioList,
  sentenceIn,
  SubmitButton,
  TimeText,
  useView,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import type { TypedShare, Wrong } from './typed-share.ts'
import { words } from './words.ts'

interface NewSharePageProps {
  view: View
  city: City
  /** What there is to show. */
  held: readonly ItemCode[]
  typed: TypedShare
  /** Field by field what has to be corrected. */
  wrong: readonly Wrong[]
  /** Why none can be made, whatever is typed. */
  no: Sentence | undefined
  /** By the city's clock. */
  today: LocalDay
}

/** What may they see, of which days, for how long? Nothing is chosen beforehand. */
export function NewSharePage({ view, city, held, typed, wrong, no, today }: NewSharePageProps) {
  const say = words.in(view)
  const errors = wrong.map(({ name, sentence }) => ({
    name,
    message: typeof sentence === 'string' ? say(sentence) : sentenceIn(view, sentence),
  }))
  const status =
    errors.length + (no ? 1 : 0) > 0 ? (
      <ErrorSummary errors={errors}>{no && <p>{sentenceIn(view, no)}</p>}</ErrorSummary>
    ) : undefined
  return (
    <Page view={view} city={city} title={say('newTitle')} section="settings" status={status}>
      {held.length === 0 ? <NothingKept /> : <Entry {...{ held, typed, errors, today }} />}
      <LinkLine href={paths.shares}>{say('toList')}</LinkLine>
    </Page>
  )
}

type Errors = { name: string; message: ComponentChildren }[]
interface EntryProps {
  held: readonly ItemCode[]
  typed: TypedShare
  errors: Errors
  today: LocalDay
}

function Entry(props: EntryProps) {
  const say = useWords(words)
  return (
    <>
      <p>{say('nothingElse')}</p>
      <Form action={paths.newShare}>
        <What {...props} />
        <How {...props} />
        <SubmitButton>{say('ask')}</SubmitButton>
      </Form>
    </>
  )
}

function messageAt(errors: Errors, name: Wrong['name']): ComponentChildren {
  return errors.find((error) => error.name === name)?.message
}

/** Which data, of which days. */
function What({ held, typed, errors, today }: EntryProps) {
  const view = useView()
  const say = useWords(words)
  const option = (item: ItemCode) => ({
    value: item,
    label: sentenceIn(view, itemOf(item).names),
    hint: isSensitive(item) && say('sensitive'),
  })
  const day = { autoComplete: 'off', example: today, required: true } as const
  return (
    <>
      <CheckboxList
        name="item"
        label={say('choose')}
        hint={say('chooseHint')}
        error={messageAt(errors, 'item')}
        options={held.map(option)}
        kept={typed.item}
      />
      <DateField
        name="from"
        label={say('from')}
        value={typed.from}
        error={messageAt(errors, 'from')}
        {...day}
      />
      <DateField name="to" label={say('to')} value={typed.to} {...day} />
    </>
  )
}

/** For how long, how often, and for whom. */
function How({ typed, errors }: EntryProps) {
  const say = useWords(words)
  return (
    <>
      <RadioList
        name="period"
        label={say('period')}
        error={messageAt(errors, 'period')}
        value={typed.period}
        options={periods.map((value) => ({ value, label: say(value) }))}
      />
      <RadioList
        name="times"
        label={say('times')}
        error={messageAt(errors, 'times')}
        value={typed.times}
        options={(['once', 'often'] as const).map((value) => ({ value, label: say(value) }))}
      />
      <Field
        name="note"
        label={say('note')}
        hint={say('noteHint')}
        value={typed.note}
        error={messageAt(errors, 'note')}
        autoComplete="off"
        maxLength={atMost.noteLength}
      />
    </>
  )
}

function NothingKept() {
  const say = useWords(words)
  return (
    <EmptyState
      title={say('nothingKept')}
      why={say('nothingKeptWhy')}
      next={<LinkButton href={paths.deposits}>{say('toDeposits')}</LinkButton>}
    />
  )
}

interface MadePageProps {
  view: View
  city: City
  address: Personal<string>
  until: Date
  once: boolean
}

/** Told once: whoever opens the page anew makes another one. To be shown, told, or printed. */
export function MadePage({ view, city, address, until, once }: MadePageProps) {
  const say = words.in(view)
  return (
    <Page view={view} city={city} title={say('madeTitle')} section="settings">
      <p>{say('shownOnce')}</p>
      <QrCode text={address.reveal()} label={say.text('qr')} onScreen>
        {say('scan')}
      </QrCode>
      <DefinitionList
        of={[
          { term: say('address'), is: <span class="as-it-is">{address.reveal()}</span> },
          { term: say('until'), is: <TimeText at={until} /> },
          { term: say('howOften'), is: say(once ? 'once' : 'often') },
        ]}
      />
      <p>{say('secret')}</p>
      <p>{say('print')}</p>
      <LinkLine href={paths.shares}>{say('toList')}</LinkLine>
    </Page>
  )
}
