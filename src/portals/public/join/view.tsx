import type { ComponentChildren } from 'preact'
import { errorsOf, type Wrong } from '../../sent-code/wrong.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  ErrorSummary,
  Field,
  Form,
  LinkButton,
  LinkLine,
  Page,
  PhoneLink,
  StatusMessage,
  SubmitButton,
  useWords,
} from '../../ui/index.ts'
import { Way, type Shown } from './step.tsx'
import { words } from './words.ts'

interface InvitationPageProps extends Shown {
  done: 'refused' | 'joined' | 'over' | undefined
  wrong: Wrong
  /** Whether the number was left out. */
  nothing: boolean
}

/** The first step: the number of the invitation. Also where one comes back to when nothing was begun. */
export function InvitationPage({ view, city, done, wrong, nothing }: InvitationPageProps) {
  const say = words.in(view)
  const form = say(nothing ? 'noInvitation' : 'codeWrong')
  return (
    <Page
      view={{ ...view, path: paths.join }}
      city={city}
      title={say('title')}
      status={
        wrong ? (
          <ErrorSummary errors={errorsOf(view, 'code', form, wrong)} />
        ) : (
          done && (
            <StatusMessage kind={done === 'over' ? 'warning' : 'done'} title={say(`done-${done}`)}>
              <p>{say(`more-${done}`)}</p>
            </StatusMessage>
          )
        )
      }
    >
      {done === 'joined' ? <Joined /> : <InvitationForm error={wrong?.kind === 'form' ? form : undefined} />}
      <Card heading={say('counter')}>
        <p>{say('counterWhy')}</p>
        <p>
          <PhoneLink phone={city.contact.phone} />
        </p>
      </Card>
      <LinkLine href={paths.terms}>{say('readTerms')}</LinkLine>
    </Page>
  )
}

function InvitationForm({ error }: { error: ComponentChildren }) {
  const say = useWords(words)
  return (
    <>
      <Way now="stepCode" />
      <p>{say('lead')}</p>
      <Form action={paths.join}>
        <Field
          name="code"
          label={say('code')}
          hint={say('codeHint')}
          error={error}
          inputMode="numeric"
          autoComplete="off"
          maxLength={64}
          required
        />
        <SubmitButton>{say('next')}</SubmitButton>
      </Form>
    </>
  )
}

function Joined() {
  const say = useWords(words)
  return (
    <LinkButton href={paths.signIn} kind="primary">
      {say('signIn')}
    </LinkButton>
  )
}
