import type { LocalDay } from '../../../../kernel/index.ts'
import { paths } from '../../../paths.ts'
import { itemName } from '../../../resident/companies/company-words.ts'
import type { Question } from '../../../resident/consent/question.ts'
import { consentWords } from '../../../resident/consent/words.ts'
import {
  Card,
  CheckboxList,
  ChoicePair,
  DateField,
  Field,
  FileField,
  Form,
  SubmitButton,
  useView,
  useWords,
} from '../../../ui/index.ts'
import type { TypedForm } from './read-form.ts'
import { words } from './words.ts'

export type WrongEntry =
  | { name: 'pin'; say: 'noPin' | 'badPin' | 'busy' }
  | { name: 'scan'; say: 'noPaper' | 'tooLarge' }
  | { name: 'signedOn'; say: 'noDay' }
  | { name: 'items'; say: 'nothing' }

interface AgreeFormProps {
  /** By the city's clock. */
  today: LocalDay
  question: Question
  wrong: WrongEntry | undefined
  /** What was typed and ticked by this person, where there is something to correct; never the PIN. */
  typed: TypedForm
}

/** Nothing is ticked beforehand, and a no is as near as a yes. The PIN or the paper: one form, so that both are for the same ticks. */
export function AgreeForm({ question, wrong, typed, today }: AgreeFormProps) {
  const view = useView()
  const sayConsent = useWords(consentWords)
  const say = useWords(words)
  const { state, alone, items } = question
  const { useId, version } = state.use
  const action = alone === undefined ? paths.counterAgreeTo(useId) : paths.counterAgreeToItem(useId, alone)
  return (
    <Form action={action} withFile fields={{ version: String(version) }}>
      {alone === undefined && (
        <CheckboxList
          name="items"
          label={sayConsent('choose')}
          hint={sayConsent('chooseHint')}
          error={wrong?.name === 'items' && say(wrong.say)}
          kept={typed.items}
          options={items.map((item) => ({ value: item, label: itemName(view, item) }))}
        />
      )}
      <p>{sayConsent('refuseMore')}</p>
      <ByPin wrong={wrong} />
      <ByPaper wrong={wrong} typed={typed} today={today} />
    </Form>
  )
}

function ByPin({ wrong }: Pick<AgreeFormProps, 'wrong'>) {
  const say = useWords(words)
  return (
    <Card heading={say('byPin')}>
      <Field
        name="pin"
        type="password"
        label={say('pin')}
        hint={say('pinHint')}
        error={wrong?.name === 'pin' && say(wrong.say)}
        maxLength={20}
        inputMode="numeric"
        autoComplete="off"
      />
      <ChoicePair name="answer" />
      <p>{say('refuseNeeds')}</p>
    </Card>
  )
}

function ByPaper({ wrong, typed, today }: Pick<AgreeFormProps, 'wrong' | 'typed' | 'today'>) {
  const say = useWords(words)
  return (
    <Card heading={say('byPaper')}>
      <p>{say('paperWhy')}</p>
      <FileField
        name="scan"
        label={say('scan')}
        hint={say('scanHint')}
        error={wrong?.name === 'scan' && say(wrong.say)}
        accept="application/pdf,image/*"
      />
      <Field
        name="paperHash"
        label={say('hash')}
        hint={say('hashHint')}
        value={typed.paperHash}
        maxLength={100}
        autoComplete="off"
      />
      <DateField
        name="signedOn"
        label={say('signedOn')}
        value={typed.signedOn}
        error={wrong?.name === 'signedOn' && say(wrong.say)}
        autoComplete="off"
        example={today}
      />
      <SubmitButton kind="secondary" name="answer" value="paper">
        {say('paperNow')}
      </SubmitButton>
    </Card>
  )
}
