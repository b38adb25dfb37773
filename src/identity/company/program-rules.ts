import { refuse, type Refusal } from '../../kernel/index.ts'

export type ProgramRefusal =
  | 'company-at-rest'
  | 'unknown-program'
  | 'too-many-programs'
  | 'too-many-keys'
  | 'key-known-already'
  | 'unknown-key'
  | 'last-key'

export const mostPrograms = 5
/** One that is used, the next one, and one more for who forgets to retire. */
export const mostKeys = 3

interface Key {
  keyId: string
  thumbprint: string
}

/** May these keys be good besides those that are? One that is known, or was retired, is none under another name either. */
export function decideOnAdding(
  added: readonly Key[],
  { good, known }: { good: number; known: readonly Key[] },
): { ok: true } | Refusal<ProgramRefusal> {
  const all = [...known, ...added]
  const isTwice = (by: keyof Key) => new Set(all.map((key) => key[by])).size < all.length
  if (isTwice('keyId') || isTwice('thumbprint')) return refuse('key-known-already')
  return good + added.length <= mostKeys ? { ok: true } : refuse('too-many-keys')
}

/** May this key be retired? The last one not: a program without keys is one that has ended, and that is said so. */
export function decideOnRetiring(
  keyId: string,
  good: readonly string[],
): { ok: true } | Refusal<ProgramRefusal> {
  if (!good.includes(keyId)) return refuse('unknown-key')
  return good.length > 1 ? { ok: true } : refuse('last-key')
}
