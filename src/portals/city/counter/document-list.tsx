import type { ComponentChildren } from 'preact'
import { documents } from '../../../counter/index.ts'
import { RadioList, useWords } from '../../ui/index.ts'
import { documentWords } from './document-words.ts'

/** Which document was seen. Nothing is chosen beforehand: nobody ticks what they have not looked at. */
export function DocumentList({ error, value = '' }: { error?: ComponentChildren; value?: string }) {
  const say = useWords(documentWords)
  return (
    <RadioList
      name="document"
      label={say('seen')}
      hint={say('seenHint')}
      error={error}
      value={value}
      options={documents.map((document) => ({ value: document, label: say(document) }))}
    />
  )
}
