import type { Sentence } from '../../../kernel/index.ts'
import type { OutsideProvider } from '../../../platform/tenant.ts'
import { paths } from '../../paths.ts'
import {
  Card,
  DateField,
  ErrorSummary,
  Field,
  Form,
  Page,
  sentenceIn,
  SubmitButton,
  useView,
  useWords,
} from '../../ui/index.ts'
import { Way, type Shown } from './step.tsx'
import { words } from './words.ts'

export interface WhoTyped {
  name: string
  kana: string
  birthDate: string
  email: string
}
export type WhoWrong = Partial<Record<keyof WhoTyped, Sentence>>

interface WhoPageProps extends Shown {
  typed: WhoTyped
  wrong: WhoWrong
  /** Whether the city sends mail. */
  mail: boolean
  outside: OutsideProvider | undefined
}

/** Name, kana, date of birth, and the way by which they will come in. */
export function WhoPage({ view, city, typed, wrong, mail, outside }: WhoPageProps) {
  const say = words.in(view)
  const errors = Object.entries(wrong).map(([name, sentence]) => ({
    name,
    message: sentenceIn(view, sentence),
  }))
  return (
    <Page
      view={{ ...view, path: paths.joinWho }}
      city={city}
      title={say('whoTitle')}
      status={<ErrorSummary errors={errors} />}
    >
      <Way now="stepWho" />
      <p>{say('whoLead')}</p>
      <Form action={paths.joinWho}>
        <WhoTheyAre typed={typed} wrong={wrong} />
        {mail && <ByMail typed={typed} wrong={wrong} required={!outside} />}
        {outside && <ByProvider provider={outside} />}
      </Form>
    </Page>
  )
}

interface EntryProps {
  typed: WhoTyped
  wrong: WhoWrong
}

function WhoTheyAre({ typed, wrong }: EntryProps) {
  const say = useWords(words)
  const error = useErrors(wrong)
  const shared = { autoComplete: 'off', maxLength: 300, required: true } as const
  return (
    <>
      <Field
        {...{ name: 'name', label: say('name'), hint: say('nameHint'), ...shared }}
        value={typed.name}
        error={error('name')}
      />
      <Field
        {...{ name: 'kana', label: say('kana'), hint: say('kanaHint'), ...shared }}
        value={typed.kana}
        error={error('kana')}
      />
      <DateField
        name="birthDate"
        label={say('birthDate')}
        value={typed.birthDate}
        error={error('birthDate')}
        autoComplete="bday"
        example="birth"
        required
      />
    </>
  )
}

/** Needed where it is the only way; who goes to the provider leaves it empty. */
function ByMail({ typed, wrong, required }: EntryProps & { required: boolean }) {
  const say = useWords(words)
  const error = useErrors(wrong)
  return (
    <Card heading={say('byMail')}>
      <p>{say('byMailWhy')}</p>
      <Field
        name="email"
        type="email"
        label={say('email')}
        hint={say('emailHint')}
        value={typed.email}
        error={error('email')}
        autoComplete="email"
        maxLength={254}
        required={required}
      />
      <SubmitButton name="way" value="mail">
        {say('sendCode')}
      </SubmitButton>
    </Card>
  )
}

function ByProvider({ provider: { name } }: { provider: OutsideProvider }) {
  const say = useWords(words)
  return (
    <Card heading={say('byProvider', { name })}>
      <p>{say('byProviderWhy')}</p>
      <SubmitButton kind="secondary" name="way" value="outside">
        {say('goToProvider')}
      </SubmitButton>
    </Card>
  )
}

function useErrors(wrong: WhoWrong) {
  const view = useView()
  return (name: keyof WhoTyped) => {
    const sentence = wrong[name]
    return sentence && sentenceIn(view, sentence)
  }
}
