import type { Clock, Refusal } from '../kernel/index.ts'
import { refuse } from '../kernel/index.ts'
import {
  cosignCheckpoint,
  keysFollowing,
  openCheckpoint,
  parseKeys,
  type CheckpointRefusal,
  type LogKey,
  type OpenedCheckpoint,
  type WitnessSigner,
} from '../proof/index.ts'
import type { Answer, AskRefusal, LogAsked } from './ask-log.ts'
import { judge, mayCosign, type Verdict } from './rules.ts'
import type { Seen, WatchedLog, WitnessFiles } from './witness-files.ts'

/** Why nothing was cosigned. */
export type VisitRefusal =
  | AskRefusal
  | Exclude<CheckpointRefusal, 'not-signed-by-a-known-key'>
  /** Signed by a key for which none that the witness knows vouches. */
  | 'key-not-endorsed'
  | 'shrunk'
  | 'forked'
  | 'proof-missing'

export type Visit =
  | { ok: true; what: 'first' | 'same' | 'grown'; from: number | null; size: number; handedIn: Answer }
  /** `evidence`: a file with both checkpoints, where the log contradicts what was seen of it. */
  | (Refusal<VisitRefusal> & { sizes?: [number, number]; evidence?: string; status?: number })

export interface Visiting {
  files: Pick<WitnessFiles, 'seen' | 'remember' | 'keepCosigned' | 'keepEvidence'>
  log: Pick<LogAsked, 'checkpoint' | 'cosigned' | 'keys' | 'consistency' | 'handIn'>
  signer: WitnessSigner
  clock: Clock
}

type Opened = Extract<OpenedCheckpoint, { ok: true }>

/**
 * One look at a log: what is consistent with everything seen before is remembered, then cosigned, kept and handed in, in
 * this order. Whenever the process dies, what it has cosigned is also what it remembers.
 */
export async function visitLog({ key }: Pick<WatchedLog, 'key'>, visiting: Visiting): Promise<Visit> {
  const { files, log, clock } = visiting
  const origin = key.name
  const seen = await files.seen(origin)
  const found = await findShown(seen, seen?.key ?? key, log)
  if (!found.ok) return found
  const { opened, note } = found
  const shown = opened.checkpoint
  const isLarger = seen !== undefined && shown.size > seen.size
  const path = isLarger ? await log.consistency(seen.size, shown.size) : undefined
  const verdict: Verdict = judge(seen, shown, path)
  if (!mayCosign(verdict)) {
    const before = seen ? [seen.note] : []
    const evidence = await files.keepEvidence(origin, [...before, note])
    return { ...refuse(verdict), sizes: [seen?.size ?? 0, shown.size], evidence }
  }
  await files.remember(origin, { ...shown, key: newestOf(opened), note })
  const cosigned = cosignCheckpoint(note, opened, visiting.signer, clock.now())
  await files.keepCosigned(origin, cosigned)
  const handedIn = await log.handIn(cosigned)
  return { ok: true, what: verdict, from: seen?.size ?? null, size: shown.size, handedIn }
}

type Shown = { ok: true; note: string; opened: Opened } | (Refusal<VisitRefusal> & { status?: number })

/**
 * The checkpoint to look at: one that another witness has cosigned and we have not seen, so that several stand under the
 * same one; else the newest.
 */
async function findShown(seen: Seen | undefined, known: LogKey, log: Visiting['log']): Promise<Shown> {
  const cosigned = await log.cosigned()
  if (cosigned.ok) {
    const joined = await open(cosigned.text, known, log)
    if (joined.ok && joined.opened.checkpoint.size > (seen?.size ?? 0)) return joined
  }
  const newest = await log.checkpoint()
  return newest.ok ? open(newest.text, known, log) : newest
}

/** By the key we know, or one that follows from it. */
async function open(note: string, known: LogKey, log: Visiting['log']): Promise<Shown> {
  const origin = known.name
  const opened = openCheckpoint(note, { origin, keys: [known] })
  if (opened.ok) return { ok: true, note, opened }
  if (opened.because !== 'not-signed-by-a-known-key') return refuse(opened.because)
  const answer = await log.keys()
  const following = keysFollowing(known, (answer.ok ? parseKeys(answer.text) : undefined) ?? [])
  const reopened = openCheckpoint(note, { origin, keys: following })
  return reopened.ok ? { ok: true, note, opened: reopened } : refuse('key-not-endorsed')
}

function newestOf({ signers }: Opened): LogKey {
  const newest = signers.at(-1)
  if (!newest) throw new Error('an opened checkpoint is signed')
  return newest
}
