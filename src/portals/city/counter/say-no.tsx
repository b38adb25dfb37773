import type { ComponentChildren } from 'preact'
import { notConfirmedBecause } from '../../../counter/index.ts'
import { Card, Form, RadioList, SubmitButton, useWords } from '../../ui/index.ts'
import { words } from './decide/words.ts'
import { requestWords } from './request-words.ts'

interface SayNoProps {
  action: string
  /** What becomes of it. */
  why: ComponentChildren
  /** No was pressed, and not why. */
  unsure: boolean
}

/** The second of two says no, and why. No passkey is asked for: nothing changes by it. */
export function SayNo({ action, why, unsure }: SayNoProps) {
  const say = useWords(words)
  const sayRequest = useWords(requestWords)
  return (
    <Card heading={say('refuse')}>
      <p>{why}</p>
      <Form action={action}>
        <RadioList
          name="because"
          label={say('because')}
          value=""
          error={unsure ? say('chooseFirst') : undefined}
          options={notConfirmedBecause.map((value) => ({ value, label: sayRequest(value) }))}
        />
        <SubmitButton kind="secondary">{say('refuseNow')}</SubmitButton>
      </Form>
    </Card>
  )
}
