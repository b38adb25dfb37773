import type { ComponentChildren } from 'preact'
import { Form } from '../../ui/index.ts'

interface TwoAnswersProps {
  action: string
  /** Of the terms that were read. */
  version: number
  agree: ComponentChildren
  refuse: ComponentChildren
}

/** To the terms: of the same size, in this order. */
export function TwoAnswers({ action, version, agree, refuse }: TwoAnswersProps) {
  return (
    <Form action={action} fields={{ version: String(version) }}>
      <div class="choice">
        <div class="choice-pair">
          <button type="submit" class="button choice-button" name="answer" value="agreed">
            {agree}
          </button>
          <button type="submit" class="button choice-button" name="answer" value="refused">
            {refuse}
          </button>
        </div>
      </div>
    </Form>
  )
}
