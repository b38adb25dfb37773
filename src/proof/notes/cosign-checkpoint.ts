import type { WitnessSigner } from './cosignature.ts'
import type { OpenedCheckpoint } from './checkpoint.ts'
import { parseNote, writeNote } from './note.ts'

/** A checkpoint that was opened, with the log’s own lines and the witness’s. What strangers wrote beneath it is left out. */
export function cosignCheckpoint(
  written: string,
  { signers, signatures }: Extract<OpenedCheckpoint, { ok: true }>,
  witness: WitnessSigner,
  at: Date,
): string {
  const note = parseNote(written)
  if (!note) throw new Error('only a checkpoint that was opened is cosigned')
  const ofTheLog = signatures.filter((line) => signers.some((signer) => signer.isNamedBy(line)))
  return writeNote({ text: note.text, signatures: [...ofTheLog, witness.cosign(note.text, at)] })
}
