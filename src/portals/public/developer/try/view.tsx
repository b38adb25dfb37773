import { changes } from '../../../../sandbox/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  RadioList,
  StatusMessage,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { DeveloperPlaces } from '../developer-places.tsx'
import { developerWords } from '../words.ts'
import { AnswerCards, type ShownAnswer } from './answer-cards.tsx'
import type { TokenFault } from './ask-sandbox.ts'
import { consoleOperations, pathOf, type ConsoleField, type Typed } from './typed.ts'
import { words } from './words.ts'

export interface ConsoleProps {
  view: View
  city: City
  /** What stands in the form; the token never does. */
  typed: Typed
  wrong?: readonly ConsoleField[]
  fault?: TokenFault
  shown?: ShownAnswer
}

export function ConsolePage({ view, city, typed, wrong = [], fault, shown }: ConsoleProps) {
  const say = words.in(view)
  const errors = [
    ...wrong.map((name) => ({ name, message: say(`bad-${name}`) })),
    ...(fault ? [{ name: 'token', message: say(fault) }] : []),
  ]
  return (
    <Page
      view={{ ...view, path: paths.developerTry }}
      city={city}
      title={developerWords.in(view)('try')}
      navigation={<DeveloperPlaces current={paths.developerTry} />}
      status={
        shown ? (
          <StatusMessage
            kind={shown.answer.status < 400 ? 'done' : 'warning'}
            title={say('answered', { status: shown.answer.status })}
          />
        ) : (
          <ErrorSummary errors={errors} />
        )
      }
    >
      {shown && <AnswerCards {...shown} />}
      <p>{say('why')}</p>
      <LinkLine href={paths.developer}>{say('howToGetToken')}</LinkLine>
      <Form action={paths.developerTry}>
        <Asked typed={typed} wrong={wrong} fault={fault} />
        <ForReading typed={typed} wrong={wrong} />
        <ForChanging typed={typed} wrong={wrong} />
        <SubmitButton>{say('send')}</SubmitButton>
      </Form>
    </Page>
  )
}

interface EntryProps {
  typed: Typed
  wrong: readonly ConsoleField[]
}

function Asked({ typed, wrong, fault }: EntryProps & { fault: TokenFault | undefined }) {
  const say = useWords(words)
  return (
    <>
      <Field
        name="token"
        label={say('token')}
        hint={say('tokenHint')}
        error={(fault && say(fault)) ?? (wrong.includes('token') && say('bad-token'))}
        type="password"
        autoComplete="off"
        maxLength={4_096}
        required
      />
      <RadioList
        name="operation"
        label={say('operation')}
        value={typed.operation}
        error={wrong.includes('operation') && say('bad-operation')}
        options={consoleOperations.map((value) => ({
          value,
          label: say(value),
          hint: (
            <span class="as-it-is" lang="en">
              {pathOf[value].method} {pathOf[value].path}
            </span>
          ),
        }))}
      />
    </>
  )
}

function ForReading(props: EntryProps) {
  const say = useWords(words)
  return (
    <Card heading={say('forReading')}>
      <Entry {...props} name="use" maxLength={64} />
      <Entry {...props} name="subject" maxLength={36} />
      <Entry {...props} name="cursor" maxLength={1_000} />
      <Entry {...props} name="limit" maxLength={4} />
      <Entry {...props} name="words" maxLength={100} />
      <Entry {...props} name="key" maxLength={64} />
    </Card>
  )
}

function ForChanging(props: EntryProps) {
  const say = useWords(words)
  const { typed, wrong } = props
  return (
    <Card heading={say('forChanging')}>
      <Entry {...props} name="number" maxLength={2} />
      <RadioList
        name="change"
        label={say('changeTo')}
        value={typed.change}
        error={wrong.includes('change') && say('bad-change')}
        options={changes.map((value) => ({ value, label: say(`change-${value}`) }))}
      />
    </Card>
  )
}

type Entered = Exclude<ConsoleField, 'token' | 'operation' | 'change'>

function Entry({ typed, wrong, name, maxLength }: EntryProps & { name: Entered; maxLength: number }) {
  const say = useWords(words)
  return (
    <Field
      {...{ name, maxLength }}
      label={say(name)}
      hint={say(`${name}Hint`)}
      value={typed[name]}
      error={wrong.includes(name) && say(`bad-${name}`)}
      autoComplete="off"
    />
  )
}
