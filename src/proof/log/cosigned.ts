import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { whoCosigned, type WitnessKey } from '../notes/cosignature.ts'
import { parseText } from '../notes/checkpoint.ts'
import { parseNote, writeNote } from '../notes/note.ts'
import type { proofRefusals } from '../refusals.ts'
import { insertCosignature, selectCosigned } from './cosignature-store.ts'
import { selectCheckpointOf, type SignedCheckpoint } from './log-store.ts'

type ProofRefusal = keyof typeof proofRefusals

/**
 * Takes in what witnesses say of one of our checkpoints. Only of the very text that we signed, and only from `witnesses`,
 * so that a stranger can leave nothing here. What is there already stays.
 */
export async function acceptCosignatures(
  database: Queryable,
  witnesses: readonly WitnessKey[],
  cosigned: string,
): Promise<{ ok: true; size: number; witnesses: WitnessKey[] } | Refusal<ProofRefusal>> {
  const note = parseNote(cosigned)
  const checkpoint = note && parseText(note.text)
  if (!note || !checkpoint) return refuse('no-cosigned-checkpoint')
  const cosigners = whoCosigned(note, witnesses)
  if (!cosigners) return refuse('cosignature-wrong')
  if (cosigners.length === 0) return refuse('unknown-witness')
  const ours = await selectCheckpointOf(database, checkpoint.size)
  if (!ours || parseNote(ours.note)?.text !== note.text) return refuse('not-our-checkpoint')
  for (const { witness, at, signature } of cosigners) {
    const line = writeNote({ text: '', signatures: [signature] }).trim()
    await insertCosignature(database, {
      size: ours.size,
      witness: Buffer.from(witness.publicKey),
      line,
      cosignedAt: at,
    })
  }
  return { ok: true, size: ours.size, witnesses: cosigners.map(({ witness }) => witness) }
}

/** The newest checkpoint that a witness has cosigned, with the lines of all who have. */
export async function newestCosigned(
  database: Queryable,
): Promise<({ ok: true } & SignedCheckpoint) | Refusal<'nothing-cosigned-yet'>> {
  const found = await selectCosigned(database)
  if (!found) return refuse('nothing-cosigned-yet')
  const { lines, note, ...checkpoint } = found
  return { ok: true, ...checkpoint, note: [note, ...lines.map((line) => `${line}\n`)].join('') }
}
