/** How one key of the log vouches for the next: a note that names it. */
import { parseNote, writeNote } from '../notes/note.ts'
import { NoteVerifier, whoSigned } from '../notes/note-key.ts'
import type { NoteSigner } from '../notes/note-signer.ts'

export function endorse(old: NoteSigner, next: NoteVerifier): string {
  const text = `azukari log key\n${next.toString()}\n`
  return writeNote({ text, signatures: [old.sign(text)] })
}

/** The key for which this one vouches; undefined for anything else that it has signed, or not signed. */
export function endorsedBy(known: NoteVerifier, endorsement: string): NoteVerifier | undefined {
  const note = parseNote(endorsement)
  const [, vouchedFor] = /^azukari log key\n([^\n]+)\n$/u.exec(note?.text ?? '') ?? []
  if (!note || vouchedFor === undefined || !whoSigned(note, [known])) return undefined
  const next = NoteVerifier.parse(vouchedFor)
  return next?.name === known.name ? next : undefined
}

/**
 * Of these keys, the one that is trusted and those after it, as far as each vouches for the next. Who has one key from
 * paper needs to believe nothing that came with the file.
 */
export function keysFollowing(
  trusted: NoteVerifier,
  keys: readonly { key: NoteVerifier; endorsement: string | null }[],
): NoteVerifier[] {
  const from = keys.findIndex(({ key }) => key.toString() === trusted.toString())
  const believed = [trusted]
  for (const { key, endorsement } of from < 0 ? [] : keys.slice(from + 1)) {
    const last = believed.at(-1) ?? trusted
    if (endorsement === null || endorsedBy(last, endorsement)?.toString() !== key.toString()) break
    believed.push(key)
  }
  return believed
}
