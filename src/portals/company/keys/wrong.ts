import { identityRefusals } from '../../../identity/index.ts'
import { sentenceIn, type EntryError, type View } from '../../ui/index.ts'
import { keyWords } from '../../key-words.ts'
import { words } from './words.ts'

type Refusal = keyof typeof identityRefusals
/** What is wrong with an entry: a reason of the page, or of the room. */
type Because = 'no-name' | 'no-key' | 'no-program' | Refusal
export type WrongEntry = 'name' | 'key' | 'program' | 'newKey'
export type Wrong = Readonly<Partial<Record<WrongEntry, Because>>>

/** Those that whoever typed can mend at the entry of the key, or by ending what they need no more. */
const ofKeys: readonly string[] = [
  'private-key',
  'unreadable-key',
  'key-known-already',
  'too-many-keys',
] satisfies readonly Refusal[]

/** At which entry a reason is told; undefined where it is at none. */
export function entryOf(because: Refusal, key: 'key' | 'newKey'): WrongEntry | undefined {
  if (because === 'too-many-programs') return 'name'
  return ofKeys.includes(because) ? key : undefined
}

export function messageOf(view: View, because: Because | undefined) {
  switch (because) {
    case undefined:
      return undefined
    case 'no-name':
    case 'no-program':
      return words.in(view)(because)
    case 'no-key':
      return keyWords.in(view)(because)
    default:
      return sentenceIn(view, identityRefusals[because])
  }
}

export function errorsOf(view: View, wrong: Wrong): EntryError[] {
  return Object.entries(wrong).map(([name, because]) => ({ name, message: messageOf(view, because) }))
}
