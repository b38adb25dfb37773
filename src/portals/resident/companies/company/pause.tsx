import { pauseChoices } from '../../../../consent/index.ts'
import { paths } from '../../../paths.ts'
import { Actions, Details, Form, SubmitButton, useWords } from '../../../ui/index.ts'
import { pauseWords } from './pause-words.ts'

/** しばらく止める: for how long, one button each, and nothing is chosen before. */
export function PauseFor({ of }: { of: { use: string } | { vendor: string } }) {
  const say = useWords(pauseWords)
  return (
    <Details summary={say('vendor' in of ? 'pauseCompany' : 'pauseUse')}>
      <Form action={paths.pause} fields={of}>
        <p>{say('more')}</p>
        <Actions>
          {pauseChoices.map((choice) => (
            <SubmitButton kind="secondary" name="for" value={choice}>
              {say(choice)}
            </SubmitButton>
          ))}
        </Actions>
      </Form>
    </Details>
  )
}
