import type { demoCard, Slip } from '../../../../identity/index.ts'
import type { Personal, Sentence } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import {
  Card,
  DefinitionList,
  ErrorSummary,
  Field,
  Form,
  LinkLine,
  Notice,
  Page,
  PhoneLink,
  sentenceIn,
  SubmitButton,
  useWords,
  type City,
  type View,
} from '../../../ui/index.ts'
import { words } from './words.ts'

/** What came with the form. The PIN is never sent back. */
export interface Typed {
  number: Personal<string>
  /** What cannot be right as it was typed, and the word for it. */
  wrong: { number?: `wrong-${Slip}`; pin?: 'pinWrong' }
  refused?: Sentence
}

interface CardSignInPageProps {
  view: View
  city: City
  typed: Typed
  /** The card that is there to be tried; null in a real city. */
  demo: typeof demoCard | null
}

export function CardSignInPage({ view, city, typed, demo }: CardSignInPageProps) {
  const say = words.in(view)
  const errors = typed.refused
    ? [{ name: 'number', message: sentenceIn(view, typed.refused) }]
    : Object.entries(typed.wrong).map(([name, word]) => ({ name, message: say(word) }))
  return (
    <Page
      view={{ ...view, path: paths.signInCard }}
      city={city}
      title={say('title')}
      status={<ErrorSummary errors={errors} />}
    >
      {demo && <DemoCard card={demo} />}
      <Entries typed={typed} />
      <LinkLine href={paths.stopByCard}>{say('stop')}</LinkLine>
      <Card heading={say('help')}>
        <DefinitionList
          of={(['lost', 'locked', 'forgotten'] as const).map((each) => ({
            term: say(`${each}Term`),
            is: say(each),
          }))}
        />
        <p>
          {say('call')} <PhoneLink phone={city.contact.phone} />
        </p>
      </Card>
    </Page>
  )
}

function Entries({ typed: { number, wrong } }: { typed: Typed }) {
  const say = useWords(words)
  const shared = { inputMode: 'numeric', autoComplete: 'off', required: true } as const
  return (
    <Form action={paths.signInCard}>
      <Field
        name="number"
        label={say('number')}
        hint={say('numberHint')}
        value={number.reveal()}
        error={wrong.number && say(wrong.number)}
        maxLength={40}
        {...shared}
      />
      <Field
        name="pin"
        type="password"
        label={say('pin')}
        hint={say('pinHint')}
        error={wrong.pin && say(wrong.pin)}
        maxLength={20}
        {...shared}
      />
      <SubmitButton>{say('signIn')}</SubmitButton>
    </Form>
  )
}

function DemoCard({ card }: { card: typeof demoCard }) {
  const say = useWords(words)
  return (
    <Notice kind="info" title={say('demo')}>
      <p>{say('demoCard', card)}</p>
    </Notice>
  )
}
