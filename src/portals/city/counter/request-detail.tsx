import type { RequestDetail } from '../../../counter/index.ts'
import { itemNames } from '../../resident/companies/company-words.ts'
import { TimeText, useView, useWords, type Definition } from '../../ui/index.ts'
import { requestWords } from './request-words.ts'

/** All that a request says, line by line. */
export function useDetailLines(detail: RequestDetail): Definition[] {
  const say = useWords(requestWords)
  const view = useView()
  switch (detail.kind) {
    case 'died':
      return [
        { term: say('reporter'), is: say(detail.reporter) },
        { term: say('deathDocument'), is: say(detail.document) },
        { term: say('day'), is: <TimeText at={detail.day} /> },
      ]
    case 'reported-in-error':
    // Who else it is, only the second one is shown, on the record of both.
    case 'merged':
      return []
    case 'merged-in-error':
      return [{ term: say('shownBy'), is: say(detail.shownBy) }]
    case 'agreement':
      return [
        { term: say('asked'), is: itemNames(view, detail.items) },
        { term: say('version'), is: say('versionIs', { version: detail.version }) },
        { term: say('signedOn'), is: <TimeText at={detail.signedOn} /> },
        { term: say('paperHash'), is: <span class="as-it-is">{detail.paperHash}</span> },
      ]
  }
}
