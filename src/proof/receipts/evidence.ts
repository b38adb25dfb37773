/** What a receipt carries so that it can be checked without the city: openings, inclusion proofs, a checkpoint. */
import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { commitmentTo, leafKinds, type Opening } from '../commitment.ts'
import { newestCosigned } from '../log/cosigned.ts'
import { proveInclusion } from '../log/read-log.ts'
import { selectCheckpoint, selectIndex, selectLogKeys } from '../log/log-store.ts'
import { hashOfLeaf } from '../merkle/tree.ts'
import { isIncluded } from '../merkle/verify.ts'
import { openCheckpoint, type Checkpoint } from '../notes/checkpoint.ts'
import type { NoteVerifier } from '../notes/note-key.ts'

/** 32 bytes. */
const hashSchema = z.base64().length(44)
const bytesOf = (base64: string) => Buffer.from(base64, 'base64')

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

/** What was decided before there was a log waits from its beginning. */
function promiseOf(queuedAt: Date, begun: Date | null): Date {
  return new Date(Math.max(queuedAt.getTime(), begun?.getTime() ?? 0) + promisedWithinMs)
}

/** Evidence for records of one person, as the log stands now. */
export async function gatherEvidence(
  database: Queryable,
  openings: readonly (Opening & { queuedAt: Date })[],
): Promise<Evidence> {
  const checkpoint = await checkpointFor(database, openings)
  const begun = (await selectLogKeys(database))[0]?.since ?? null
  const leaves = []
  for (const { kind, leafId, record, salt, queuedAt } of openings) {
    const inclusion = await inclusionOf(database, leafId, checkpoint?.size ?? 0)
    leaves.push({
      kind,
      leafId,
      record: z.record(z.string(), z.json()).parse(record),
      salt: salt.toString('base64'),
      inclusion,
      promisedBy: inclusion ? null : promiseOf(queuedAt, begun).toISOString(),
    })
  }
  return { checkpoint: checkpoint?.note ?? null, leaves }
}

/**
 * One that a witness has cosigned, where it covers every leaf: it says more than the newest. Read before the leaves: one
 * that is found behind it is told as still waiting.
 */
async function checkpointFor(database: Queryable, openings: readonly Opening[]) {
  const newest = await selectCheckpoint(database)
  const cosigned = await newestCosigned(database)
  if (!cosigned.ok) return newest
  for (const { leafId } of openings)
    if (((await selectIndex(database, leafId)) ?? Infinity) >= cosigned.size) return newest
  return cosigned
}

async function inclusionOf(database: Queryable, leafId: string, size: number) {
  const index = await selectIndex(database, leafId)
  if (index === undefined || index >= size) return null
  const proof = await proveInclusion(database, { index, size })
  if (!proof.ok) throw new Error('the log does not reach to its own checkpoint')
  return { index, path: proof.path.map((hash) => Buffer.from(hash).toString('base64')) }
}

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
