import { mkdir, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { refuse, type Refusal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { appendToFile, hasCode } from '../../platform/durable-file.ts'
import { isConsistent } from '../merkle/verify.ts'
import { addedTo, checkpointsIn, writtenWhole } from '../notes/checkpoint-file.ts'
import { openCheckpoint, type Checkpoint } from '../notes/checkpoint.ts'
import { keysOfLog, newestCheckpoint, proveConsistency } from './read-log.ts'

export type KeepRefusal =
  | 'nothing-logged-yet'
  /** Something in the file is no checkpoint of this log, or is signed by another key. Nothing is added behind it. */
  | 'file-not-of-this-log'
  | 'file-too-large'
  /** The file has a checkpoint of more leaves than the log has: leaves are gone, as after an old backup. */
  | 'log-shorter'
  /** The file has a checkpoint of other leaves: history was rewritten. */
  | 'not-the-same-log'

export type Kept =
  /** `size`: of the last checkpoint in the file. */
  | { ok: true; size: number; added: boolean }
  /** `sizes`: of the last checkpoint in the file and of the newest, where they do not go together. */
  | (Refusal<KeepRefusal> & { sizes?: [number, number] })

/** An hourly checkpoint is about 250 bytes: enough for thirty years. */
const limitBytes = 64 * 1024 * 1024

/**
 * Adds the newest checkpoint to a file outside of the database, on the disk before this returns; nothing where it is
 * there already, or is not due after the last one there. Never behind a checkpoint with which it is not consistent: who
 * finds such a file has the proof.
 */
export async function keepCheckpoint(
  database: Queryable,
  file: string,
  isDue: (last: number) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Kept> {
  const text = await textOf(file)
  if (text === undefined) return refuse('file-too-large')
  const newest = await newestCheckpoint(database)
  if (!newest.ok) return refuse('nothing-logged-yet')
  const keys = (await keysOfLog(database)).map(({ verifier }) => verifier)
  const log = { origin: keys[0]?.name ?? '', keys }
  const opened = openCheckpoint(newest.note, log)
  if (!opened.ok) throw new Error(`the newest checkpoint is not the log’s own: ${opened.because}`)
  const whole = writtenWhole(text, log)
  const { notes, unreadable } = checkpointsIn(whole)
  const [before] = notes.slice(-1)
  // The last alone: each before it was held against the one that came next, and a year of them takes a second to check.
  const last = before === undefined ? undefined : openCheckpoint(before, log)
  if (unreadable.length > 0 || last?.ok === false) return refuse('file-not-of-this-log')
  if (last?.ok) {
    const refusal = await comparedWith(database, last.checkpoint, opened.checkpoint)
    if (refusal) return { ...refuse(refusal), sizes: [last.checkpoint.size, newest.size] }
    const { size } = last.checkpoint
    if (size === newest.size || !(await isDue(size))) return { ok: true, size, added: false }
  }
  await mkdir(dirname(file), { recursive: true })
  await appendToFile(file, Buffer.byteLength(whole), addedTo(whole, newest.note))
  return { ok: true, size: newest.size, added: true }
}

/** What is wrong between them. */
async function comparedWith(
  database: Queryable,
  last: Checkpoint,
  newest: Checkpoint,
): Promise<'log-shorter' | 'not-the-same-log' | undefined> {
  if (last.size > newest.size) return 'log-shorter'
  const proof = await proveConsistency(database, { from: last.size, to: newest.size })
  return proof.ok && isConsistent(last, newest, proof.path) ? undefined : 'not-the-same-log'
}

/** Empty where there is no file; undefined for one that nobody could have filled with checkpoints. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return (await stat(file)).size > limitBytes ? undefined : await readFile(file, 'utf8')
  } catch (fault) {
    if (hasCode(fault, 'ENOENT')) return ''
    throw fault
  }
}
