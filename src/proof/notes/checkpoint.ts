/** The head of a log at one size, as the field writes it: C2SP tlog-checkpoint, https://c2sp.org/tlog-checkpoint. */
import { fromBase64, toBase64 } from '../bytes.ts'
import type { Tree } from '../merkle/verify.ts'
import { isKeyName, parseNote, writeNote, type NoteSignature } from './note.ts'
import { whoSigned, type NoteVerifier } from './note-key.ts'
import type { NoteSigner } from './note-signer.ts'

export interface Checkpoint extends Tree {
  /** Which log this is: a name like `city.example/log`, which need not be an address. */
  origin: string
}

/** The text that is signed. We add no lines of our own: nobody could audit them. */
export function textOf({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) throw new Error('the origin of a log has no spaces and no plus')
  return `${origin}\n${String(size)}\n${toBase64(root)}\n`
}

/** Undefined for what is no checkpoint. Lines of other logs' own are read over. */
export function parseText(text: string): Checkpoint | undefined {
  const [, origin, digits, base64] =
    /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/u.exec(text) ?? []
  if (origin === undefined || base64 === undefined) return undefined
  const [size, root] = [Number(digits), fromBase64(base64)]
  return root && Number.isSafeInteger(size) ? { origin, size, root } : undefined
}

export function signCheckpoint(checkpoint: Checkpoint, signer: NoteSigner): string {
  const text = textOf(checkpoint)
  return writeNote({ text, signatures: [signer.sign(text)] })
}

export type CheckpointRefusal = 'not-a-checkpoint' | 'not-signed-by-a-known-key' | 'another-log'

export type OpenedCheckpoint =
  | { ok: true; checkpoint: Checkpoint; signers: NoteVerifier[]; signatures: NoteSignature[] }
  | { ok: false; because: CheckpointRefusal }

/** Reads a checkpoint of the log that these keys sign for. */
export function openCheckpoint(
  written: string,
  { origin, keys }: { origin: string; keys: readonly NoteVerifier[] },
): OpenedCheckpoint {
  const note = parseNote(written)
  const checkpoint = note && parseText(note.text)
  if (!note || !checkpoint) return { ok: false, because: 'not-a-checkpoint' }
  if (checkpoint.origin !== origin) return { ok: false, because: 'another-log' }
  const signers = whoSigned(
    note,
    keys.filter(({ name }) => name === origin),
  )
  if (!signers) return { ok: false, because: 'not-signed-by-a-known-key' }
  return { ok: true, checkpoint, signers, signatures: note.signatures }
}

/** What a checkpoint says, whoever has signed it; undefined for what is none. */
export function claimOf(written: string): Checkpoint | undefined {
  const note = parseNote(written)
  return note && parseText(note.text)
}

/** Which log a checkpoint says it is of, whoever has signed it; undefined for what is none. */
export function originOf(written: string): string | undefined {
  return claimOf(written)?.origin
}
