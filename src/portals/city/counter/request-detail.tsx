import type { RequestDetail } from '../../../counter/index.ts'
import { TimeText, useWords, type Definition } from '../../ui/index.ts'
import { requestWords } from './request-words.ts'

/** All that a request says, line by line. */
export function useDetailLines(detail: RequestDetail): Definition[] {
  const say = useWords(requestWords)
  switch (detail.kind) {
    case 'died':
      return [
        { term: say('reporter'), is: say(detail.reporter) },
        { term: say('deathDocument'), is: say(detail.document) },
        { term: say('day'), is: <TimeText at={detail.day} /> },
      ]
    case 'reported-in-error':
      return []
  }
}
