import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { consistencyStretches, inclusionStretches, pathOf, placesOf } from '../merkle/proofs.ts'
import type { Hash, Stretch } from '../merkle/tree.ts'
import { NoteVerifier } from '../notes/note-key.ts'
import type { proofRefusals } from '../refusals.ts'
import {
  selectCheckpoint,
  selectHashes,
  selectLogKeys,
  selectSize,
  type SignedCheckpoint,
} from './log-store.ts'

type ProofRefusal = keyof typeof proofRefusals

/** The newest signed head of the log. */
export async function newestCheckpoint(
  database: Queryable,
): Promise<({ ok: true } & SignedCheckpoint) | Refusal<ProofRefusal>> {
  const checkpoint = await selectCheckpoint(database)
  return checkpoint ? { ok: true, ...checkpoint } : refuse('nothing-logged-yet')
}

/** A key that signs, or once signed, checkpoints of this log. */
export interface KnownLogKey {
  verifier: NoteVerifier
  since: Date
  /** By which the key before it vouches for it; null of the first. */
  endorsement: string | null
}

/** Every one, the newest last: an old checkpoint is checked by the key of its time. */
export async function keysOfLog(database: Queryable): Promise<KnownLogKey[]> {
  const keys = await selectLogKeys(database)
  return keys.map(({ origin, publicKey, since, endorsement }) => ({
    verifier: new NoteVerifier(origin, publicKey),
    since,
    endorsement,
  }))
}

/** The same as everybody may have it and keep it in a file; `parseKeys` reads it. */
export function describeKeys(keys: readonly KnownLogKey[]) {
  return {
    keys: keys.map(({ verifier, since, endorsement }) => ({
      key: verifier.toString(),
      since: since.toISOString(),
      endorsement,
    })),
  }
}

type Path = { ok: true; path: Hash[] } | Refusal<ProofRefusal>

/** That leaf `index` is in the tree of the first `size` leaves. */
export async function proveInclusion(
  database: Queryable,
  { index, size }: { index: number; size: number },
): Promise<Path> {
  if (index >= size || size > (await selectSize(database))) return refuse('no-such-leaf')
  return { ok: true, path: await pathAlong(database, inclusionStretches(index, size)) }
}

/** That the tree of the first `to` leaves begins with the tree of the first `from`. */
export async function proveConsistency(
  database: Queryable,
  { from, to }: { from: number; to: number },
): Promise<Path> {
  if (from > to || to > (await selectSize(database))) return refuse('no-such-tree')
  return { ok: true, path: await pathAlong(database, consistencyStretches(from, to)) }
}

/** What is shown never changes again, so that a log that grows meanwhile does no harm. */
async function pathAlong(database: Queryable, stretches: readonly Stretch[]): Promise<Hash[]> {
  return pathOf(stretches, await selectHashes(database, placesOf(stretches)))
}
