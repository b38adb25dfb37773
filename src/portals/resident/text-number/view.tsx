import type { Personal } from '../../../kernel/index.ts'
import { CodeForm } from '../../mail-code/code-form.tsx'
import { codeWords } from '../../mail-code/words.ts'
import { errorsOf, type Wrong } from '../../mail-code/wrong.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Page,
  StatusMessage,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../ui/index.ts'
import { words } from './words.ts'

interface Shared {
  view: View
  city: City
  wrong: Wrong
}

interface TextNumberPageProps extends Shared {
  own: Personal<string> | undefined
  removed: boolean
  typed: string
}

export function TextNumberPage({ view, city, own, removed, typed, wrong }: TextNumberPageProps) {
  const say = words.in(view)
  const status = removed && <StatusMessage title={say('removed')} />
  return (
    <Page
      view={{ ...view, path: paths.textNumber }}
      city={city}
      title={say('title')}
      section="settings"
      status={wrong ? <ErrorSummary errors={errorsOf(view, 'number', say('numberWrong'), wrong)} /> : status}
    >
      <p>{own ? say('now', { number: dialled(own) }) : say('none')}</p>
      <p>{say('why')}</p>
      <Form action={paths.textNumber}>
        <Field
          name="number"
          label={say(own ? 'newNumber' : 'number')}
          hint={say('numberHint')}
          value={typed}
          error={wrong?.kind === 'form' ? say('numberWrong') : undefined}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          required
        />
        <SubmitButton>{say('send')}</SubmitButton>
      </Form>
      {own && <Remove />}
      <LinkLine href={paths.noticeSettings}>{say('back')}</LinkLine>
    </Page>
  )
}

/** As it is dialled in Japan. */
function dialled(number: Personal<string>): string {
  return number.reveal().replace(/^\+81(\d\d)(\d{4})(\d{4})$/u, '0$1-$2-$3')
}

function Remove() {
  const say = useWords(words)
  return (
    <Card heading={say('remove')}>
      <p>{say('removeWhy')}</p>
      <Form action={paths.textNumberRemove}>
        <SubmitButton kind="secondary">{say('removeNow')}</SubmitButton>
      </Form>
    </Card>
  )
}

export function TextNumberCodePage(props: Shared & { number: Personal<string> | undefined }) {
  const { view, city, number, wrong } = props
  const say = words.in(view)
  return (
    <Page
      view={{ ...view, path: paths.textNumberCode }}
      city={city}
      title={say('codeTitle')}
      section="settings"
      status={
        wrong && <ErrorSummary errors={errorsOf(view, 'code', codeWords.in(view)('codeWrong'), wrong)} />
      }
    >
      {number ? (
        <>
          <p>{say('sent', { number: dialled(number) })}</p>
          <CodeForm action={paths.textNumberCode} button={say('register')} wrong={wrong} by="sms" />
        </>
      ) : (
        <EmptyState title={say('noCode')} why={say('noCodeWhy')} />
      )}
      <LinkLine href={paths.textNumber}>{say('again')}</LinkLine>
    </Page>
  )
}
