import type { Sentence } from '../../kernel/index.ts'
import { writeFields } from '../typed/fields.ts'
import type { Kept } from '../typed/keep-fields.ts'
import { typedWords } from '../typed/words.ts'
import { LinkLine, Page, sentenceIn, StatusMessage, useWords, type City, type View } from '../ui/index.ts'
import { doorWords } from './door-words.ts'
import { PasskeyForm } from './passkey-form.tsx'
import type { DoorPlace } from './place.ts'

interface ProofFirstPageProps {
  view: View
  city: City
  place: Pick<DoorPlace, 'proof'>
  page: string
  kept: Kept
  /** Why the passkey that was shown was not enough. */
  wrong: Sentence | undefined
}

/** The answer to a form that wants a passkey shown just now. It carries what was typed; without a script it says so. */
export function ProofFirstPage({ view, city, place, page, kept, wrong }: ProofFirstPageProps) {
  const say = typedWords.in(view)
  return (
    <Page
      view={{ ...view, path: page }}
      city={city}
      title={say('title')}
      status={wrong && <StatusMessage kind="error" title={sentenceIn(view, wrong)} />}
    >
      <p>{say('why')}</p>
      <p>{say(whatIsKept(kept))}</p>
      <Prove place={place} page={page} kept={kept} />
      <LinkLine href={page}>{say('back')}</LinkLine>
    </Page>
  )
}

function whatIsKept({ fields, isWhole }: Kept) {
  if (!isWhole) return 'notAllKept'
  return fields.length > 0 ? 'kept' : 'press'
}

function Prove({ place, page, kept }: Pick<ProofFirstPageProps, 'place' | 'page' | 'kept'>) {
  const say = useWords(doorWords)
  const fields = { page, typed: writeFields(kept.fields) }
  return <PasskeyForm action={place.proof} button={say('proveNow')} fields={fields} />
}
