import { pathIn } from '../merkle/path-in.ts'
import { isConsistent, isIncluded } from '../merkle/verify.ts'
import { openCheckpoint, type Checkpoint, type CheckpointRefusal } from '../notes/checkpoint.ts'
import type { NoteVerifier } from '../notes/note-key.ts'
import type { PaperEvidence } from './paper-evidence.ts'

/** What the log answers about a paper, as it came; null where it did not answer. */
export interface LogAnswers {
  /** `/log/v1/checkpoint` */
  checkpoint: string
  /** `/log/v1/consistency`, from the size on the paper to that of the checkpoint. */
  consistency: string | null
  /** `/log/v1/inclusion` of each leaf, in the tree of the size on the paper. */
  inclusions: readonly (string | null)[]
}

/** What is wrong, by name. `leaf`: which one on the paper, from 0; null where it is about the whole log. */
export type PaperFault =
  | { because: CheckpointRefusal; leaf: null }
  /** Of what stands on the paper, leaves are gone. */
  | { because: 'log-shorter'; leaf: null }
  /** What the paper's checkpoint covers was changed since, or the log cannot show that it was not. */
  | { because: 'not-the-same-log'; leaf: null }
  /** The leaf is not where the paper says, or another one is. */
  | { because: 'not-in-the-log'; leaf: number }

/** Whether the log of today still has what the paper says. `now`: its checkpoint, once that is believed. */
export function checkPaper(
  { checkpoint: printed, leaves }: PaperEvidence,
  { checkpoint, consistency, inclusions }: LogAnswers,
  keys: readonly NoteVerifier[],
): { now: Checkpoint | null; faults: PaperFault[] } {
  const opened = openCheckpoint(checkpoint, { origin: printed.origin, keys })
  if (!opened.ok) return { now: null, faults: [{ because: opened.because, leaf: null }] }
  const now = opened.checkpoint
  if (now.size < printed.size) return { now, faults: [{ because: 'log-shorter', leaf: null }] }
  const grown = now.size === printed.size ? [] : (pathIn(consistency) ?? [])
  const faults: PaperFault[] = isConsistent(printed, now, grown)
    ? []
    : [{ because: 'not-the-same-log', leaf: null }]
  for (const [leaf, { index, hash }] of leaves.entries())
    if (!isIncluded({ index, hash }, printed, pathIn(inclusions[leaf] ?? null) ?? []))
      faults.push({ because: 'not-in-the-log', leaf })
  return { now, faults }
}
