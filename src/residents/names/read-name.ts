import { refuse, type Refusal } from '../../kernel/index.ts'
import { nameAtMost } from './limits.ts'
import { hasPrivateCharacter, tidied } from '../typed-text.ts'

type NameRefusal = 'no-name' | 'name-too-long' | 'private-character' | 'wrong-character'

/** Letters of any script with their marks (an IVS is a mark of its letter), 〇, and what stands between parts of a name. */
const name = /^(\p{L}\p{M}*|[〇 ・゠=.,'’()-])+$/u

/** A name with the characters it was typed with. Foreign names stay in Latin letters; how they are read is in their kana. */
export function readName(typed: string): { ok: true; name: string } | Refusal<NameRefusal> {
  const text = tidied(typed)
  if (text === '') return refuse('no-name')
  if (text.length > nameAtMost) return refuse('name-too-long')
  if (hasPrivateCharacter(text)) return refuse('private-character')
  if (!name.test(text) || !/\p{L}/u.test(text)) return refuse('wrong-character')
  return { ok: true, name: text }
}
