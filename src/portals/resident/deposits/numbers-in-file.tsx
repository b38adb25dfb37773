import { useWords } from '../../ui/index.ts'
import { numberWords } from './number-words.ts'

/** The numbers a file gives the users of a shared scale, named so that one of them can be chosen. */
export function NumbersInFile({ numbers }: { numbers: readonly number[] }) {
  const say = useWords(numberWords)
  if (numbers.length === 0) return <>{say('unnumbered')}</>
  return <>{say('numbers', { numbers: numbers.join(say.text('between')) })}</>
}
