/** Where somebody's codes or messages go: entered, confirmed by a code that comes there, taken away. */
import type { ComponentChildren } from 'preact'
import {
  Card,
  EmptyState,
  ErrorSummary,
  Form,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  type City,
  type View,
} from '../ui/index.ts'
import { CodeForm } from './code-form.tsx'
import { codeWords } from './words.ts'
import { errorsOf, type Wrong } from './wrong.ts'

type Word =
  | 'title'
  | 'why'
  | 'send'
  | 'remove'
  | 'removeWhy'
  | 'removeNow'
  | 'back'
  | 'codeTitle'
  | 'register'
  | 'noCode'
  | 'noCodeWhy'
  | 'again'

interface OwnPlace {
  view: View
  city: City
  say: (word: Word) => ComponentChildren
  at: { enter: string; code: string; remove: string; back: string }
  wrong: Wrong
}

interface OwnPlacePageProps extends OwnPlace {
  /** What is on file, or that nothing is. */
  onFile: ComponentChildren
  hasOne: boolean
  /** What has just happened. */
  done: ComponentChildren
  name: string
  /** Where it is typed, under that name. */
  entry: ComponentChildren
  /** Of what cannot be one by its form. */
  wrongForm: ComponentChildren
}

export function OwnPlacePage(props: OwnPlacePageProps) {
  const { view, city, say, at, wrong, done } = props
  const status = done && <StatusMessage title={done} />
  return (
    <Page
      view={{ ...view, path: at.enter }}
      city={city}
      title={say('title')}
      section="settings"
      status={wrong ? <ErrorSummary errors={errorsOf(view, props.name, props.wrongForm, wrong)} /> : status}
    >
      {props.onFile}
      <p>{say('why')}</p>
      <Form action={at.enter}>
        {props.entry}
        <SubmitButton>{say('send')}</SubmitButton>
      </Form>
      {props.hasOne && <Remove say={say} at={at} />}
      <LinkLine href={at.back}>{say('back')}</LinkLine>
    </Page>
  )
}

function Remove({ say, at }: Pick<OwnPlace, 'say' | 'at'>) {
  return (
    <Card heading={say('remove')}>
      <p>{say('removeWhy')}</p>
      <Form action={at.remove}>
        <SubmitButton kind="secondary">{say('removeNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

interface OwnPlaceCodePageProps extends OwnPlace {
  /** That a code was sent, and where to; undefined where none is awaited. */
  sent: ComponentChildren
  by: 'mail' | 'sms'
}

export function OwnPlaceCodePage({ view, city, say, at, wrong, sent, by }: OwnPlaceCodePageProps) {
  return (
    <Page
      view={{ ...view, path: at.code }}
      city={city}
      title={say('codeTitle')}
      section="settings"
      status={
        wrong && <ErrorSummary errors={errorsOf(view, 'code', codeWords.in(view)('codeWrong'), wrong)} />
      }
    >
      {sent ? (
        <>
          <p>{sent}</p>
          <CodeForm action={at.code} button={say('register')} wrong={wrong} by={by} />
        </>
      ) : (
        <EmptyState title={say('noCode')} why={say('noCodeWhy')} />
      )}
      <LinkLine href={at.enter}>{say('again')}</LinkLine>
    </Page>
  )
}
