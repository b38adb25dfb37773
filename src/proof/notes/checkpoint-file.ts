/** Checkpoints one after the other, an empty line behind each: how they are kept in a file outside of the database. */
import { openCheckpoint, originOf } from './checkpoint.ts'
import type { NoteVerifier } from './note-key.ts'

export interface CheckpointFile {
  /** Signed notes in the order of the file. Whoever has signed them. */
  notes: string[]
  /** What stands between them and is none. */
  unreadable: string[]
}

/** Reads such a file, or a single checkpoint. Line breaks that a mail program has made longer are no fault. */
export function checkpointsIn(text: string): CheckpointFile {
  const paragraphs = text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/u)
    .map((paragraph) => paragraph.replace(/^\n|\n$/gu, ''))
    .filter((paragraph) => paragraph !== '')
  const read: CheckpointFile = { notes: [], unreadable: [] }
  for (let at = 0; at < paragraphs.length; at++) {
    const note = `${paragraphs[at] ?? ''}\n\n${paragraphs[at + 1] ?? ''}\n`
    if (originOf(note) === undefined) read.unreadable.push(paragraphs[at] ?? '')
    else {
      read.notes.push(note)
      at++
    }
  }
  return read
}

/** What is written behind `text`, the file so far, to add this note. */
export function addedTo(text: string, note: string): string {
  const gap = text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n'
  return `${gap}${note}\n`
}

/**
 * How much of the file was written whole: less than all of it when the last writing broke off, as when the power fails.
 * Only what begins like a checkpoint of this log is such a rest; of anything else in the file nothing may be cut.
 */
export function writtenWhole(
  text: string,
  { origin, keys }: { origin: string; keys: readonly NoteVerifier[] },
): string {
  const last = [...text.matchAll(/\n— [^\n]+\n\n/gu)].at(-1)
  const start = last ? last.index + last[0].length : 0
  const rest = text.slice(start)
  const head = `${origin}\n`
  const isOurs = rest !== '' && (head.startsWith(rest) || rest.startsWith(head))
  const brokeOff = isOurs && !openCheckpoint(`${rest.trimEnd()}\n`, { origin, keys }).ok
  return brokeOff && rest.split('\n\n').length <= 2 ? text.slice(0, start) : text
}
