import { useWords } from '../words/define-words.ts'
import { uiWords } from '../ui-words.ts'

interface ChoicePairProps {
  /** Name of the answer in the form; it is sent as `agree` or `refuse`. */
  name: string
  /** Where 「あとで決める」 leads; nothing is changed on the way. */
  laterHref?: string
}

/** 使ってよい and ことわる: same size, same weight, one tap each. Inside a `<Form>`. */
export function ChoicePair({ name, laterHref }: ChoicePairProps) {
  const say = useWords(uiWords)
  return (
    <div class="choice">
      <div class="choice-pair">
        <button type="submit" class="button choice-button" name={name} value="agree">
          {say('agree')}
        </button>
        <button type="submit" class="button choice-button" name={name} value="refuse">
          {say('refuse')}
        </button>
      </div>
      {laterHref && (
        <a class="choice-later" href={laterHref}>
          {say('later')}
        </a>
      )}
    </div>
  )
}
