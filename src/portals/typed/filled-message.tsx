import { StatusMessage, useWords } from '../ui/index.ts'
import { typedWords } from './words.ts'

/** Above a form that is filled again, and that nobody has sent yet. */
export function FilledMessage() {
  const say = useWords(typedWords)
  return (
    <StatusMessage title={say('filled')}>
      <p>{say('filledNext')}</p>
    </StatusMessage>
  )
}
