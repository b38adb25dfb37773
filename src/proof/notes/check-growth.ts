import { pathIn } from '../merkle/path-in.ts'
import { isConsistent } from '../merkle/verify.ts'
import { openCheckpoint, type Checkpoint, type CheckpointRefusal } from './checkpoint.ts'
import type { NoteVerifier } from './note-key.ts'

export type GrowthRefusal =
  | CheckpointRefusal
  /** The sizes differ, and there is nothing to compare them by. */
  | 'proof-missing'
  /** One of the two was signed over other leaves: history was rewritten, or the proof is of something else. */
  | 'not-the-same-log'

export type Growth =
  | { ok: true; earlier: Checkpoint; later: Checkpoint }
  /** `between`: the sizes, once both checkpoints have been read. */
  | { ok: false; because: GrowthRefusal; between: [number, number] | null }

/** Whether the log of one checkpoint begins with the log of the other. In whichever order they are given. */
export function checkGrowth(
  notes: readonly [string, string],
  proof: string | null,
  keys: readonly NoteVerifier[],
): Growth {
  const [origin = ''] = keys.map(({ name }) => name)
  const [one, other] = notes.map((note) => openCheckpoint(note, { origin, keys }))
  if (!one?.ok || !other?.ok) {
    const refused = [one, other].find((each) => each?.ok === false)
    return { ok: false, because: refused?.ok === false ? refused.because : 'not-a-checkpoint', between: null }
  }
  const [earlier, later] = [one.checkpoint, other.checkpoint].sort((a, b) => a.size - b.size) as [
    Checkpoint,
    Checkpoint,
  ]
  const between: [number, number] = [earlier.size, later.size]
  const path = pathIn(proof)
  if (!path && earlier.size < later.size) return { ok: false, because: 'proof-missing', between }
  return isConsistent(earlier, later, earlier.size === later.size ? [] : (path ?? []))
    ? { ok: true, earlier, later }
    : { ok: false, because: 'not-the-same-log', between }
}
