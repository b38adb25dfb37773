import type { Sentence } from '../../../kernel/index.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  LinkLine,
  Page,
  sentenceIn,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { writeTyped, type Typed } from './typed.ts'
import { words } from './words.ts'

interface ProofPageProps {
  view: View
  city: City
  typed: Typed
  /** By which ways it can be shown here, with what was typed kept. */
  ways: { pin: boolean; demo: boolean }
  wrong: { kind: 'form' } | { kind: 'refused'; sentence: Sentence } | undefined
}

export function ProofPage({ view, city, typed, ways, wrong }: ProofPageProps) {
  const say = words.in(view)
  const message = wrong && (wrong.kind === 'form' ? say('pinWrong') : sentenceIn(view, wrong.sentence))
  const errors = message ? [{ name: 'pin', message }] : []
  return (
    <Page
      view={{ ...view, path: typed.back }}
      city={city}
      title={say('title')}
      status={<ErrorSummary errors={errors} />}
    >
      <p>{say('why')}</p>
      {ways.pin && <PinForm typed={typed} isWrong={wrong?.kind === 'form'} />}
      {ways.demo && <DemoForm typed={typed} />}
      <Card heading={say('again')}>
        <p>{say('againWhy')}</p>
        <LinkButton href={paths.signIn}>{say('again')}</LinkButton>
      </Card>
      <p>{say('stopping')}</p>
      <LinkLine href={paths.companies}>{say('companies')}</LinkLine>
    </Page>
  )
}

function PinForm({ typed, isWrong }: { typed: Typed; isWrong: boolean }) {
  const say = useWords(words)
  return (
    <Form action={paths.provePin} fields={writeTyped(typed)}>
      <Field
        name="pin"
        type="password"
        label={say('pin')}
        hint={say('pinHint')}
        error={isWrong ? say('pinWrong') : undefined}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        required
      />
      <SubmitButton>{say('prove')}</SubmitButton>
    </Form>
  )
}

function DemoForm({ typed }: { typed: Typed }) {
  const say = useWords(words)
  return (
    <Form action={paths.proveDemo} fields={writeTyped(typed)}>
      <p>{say('demo')}</p>
      <SubmitButton kind="secondary">{say('proveDemo')}</SubmitButton>
    </Form>
  )
}

/** A form of ours that goes off as it would have: one press more, for a page without a script cannot send it by itself. */
export function ProvenPage({ view, city, typed }: Pick<ProofPageProps, 'view' | 'city' | 'typed'>) {
  const say = words.in(view)
  return (
    <Page view={{ ...view, path: typed.back }} city={city} title={say('proven')}>
      <p>{say('provenNext')}</p>
      <Form action={typed.back}>
        {typed.fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <SubmitButton>{say('goOn')}</SubmitButton>
      </Form>
    </Page>
  )
}
