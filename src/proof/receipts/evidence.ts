/** What a receipt carries so that it can be checked without the city: openings, inclusion proofs, a checkpoint. */
import * as z from 'zod'
import { fromBase64 } from '../bytes.ts'
import { commitmentTo, leafKinds } from '../commitment.ts'
import { hashOfLeaf } from '../merkle/tree.ts'
import { isIncluded } from '../merkle/verify.ts'
import { openCheckpoint, type Checkpoint } from '../notes/checkpoint.ts'
import type { NoteVerifier } from '../notes/note-key.ts'

/** 32 bytes. */
const hashSchema = z.base64().length(44)
/** Of what is written in two ways nothing is left, which proves nothing. */
const bytesOf = (base64: string) => fromBase64(base64) ?? new Uint8Array()

export const evidenceSchema = z.strictObject({
  /** A signed note; null before the log has begun. */
  checkpoint: z.string().nullable(),
  leaves: z
    .array(
      z.strictObject({
        kind: z.enum(leafKinds),
        leafId: z.uuid(),
        record: z.record(z.string(), z.json()),
        salt: hashSchema,
        /** Null while the leaf waited for the log; then `promisedBy` says until when it had to be there. */
        inclusion: z.strictObject({ index: z.int().min(0), path: z.array(hashSchema).max(64) }).nullable(),
        promisedBy: z.iso.datetime().nullable(),
      }),
    )
    .min(1)
    .max(1_000),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** How long a leaf may wait for the log. Usually it is a second; this is what the city signs for. */
export const promisedWithinMs = 24 * 60 * 60 * 1000

/** What is wrong with evidence, by name. `leaf`: which one, from 0. */
export type EvidenceFault =
  | { because: 'checkpoint-wrong'; leaf: null }
  | { because: 'not-in-the-log'; leaf: number }
  | { because: 'no-checkpoint'; leaf: number }

export interface EvidenceFound {
  checkpoint: Checkpoint | null
  faults: EvidenceFault[]
  /** Leaves that waited for the log, and until when they had to be there. */
  promised: { leaf: number; by: Date }[]
}

/** Checks evidence with nothing but the keys of the log. */
export function checkEvidence(evidence: Evidence, keys: readonly NoteVerifier[]): EvidenceFound {
  const [origin = ''] = keys.map(({ name }) => name)
  const opened = evidence.checkpoint === null ? null : openCheckpoint(evidence.checkpoint, { origin, keys })
  const checkpoint = opened?.ok ? opened.checkpoint : null
  const faults: EvidenceFault[] = opened && !opened.ok ? [{ because: 'checkpoint-wrong', leaf: null }] : []
  const promised: EvidenceFound['promised'] = []
  for (const [leaf, { inclusion, promisedBy, salt, ...opening }] of evidence.leaves.entries()) {
    if (!inclusion) {
      if (promisedBy === null) faults.push({ because: 'not-in-the-log', leaf })
      else promised.push({ leaf, by: new Date(promisedBy) })
    } else if (!checkpoint) faults.push({ because: 'no-checkpoint', leaf })
    else {
      const commitment = commitmentTo({ ...opening, salt: bytesOf(salt) })
      const path = inclusion.path.map(bytesOf)
      if (!isIncluded({ hash: hashOfLeaf(commitment), index: inclusion.index }, checkpoint, path))
        faults.push({ because: 'not-in-the-log', leaf })
    }
  }
  return { checkpoint, faults, promised }
}
