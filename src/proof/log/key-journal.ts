import { join } from 'node:path'
import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { appendLines, createLines, readLines } from '../../platform/checked-lines.ts'
import { hasCode } from '../../platform/durable-file.ts'
import { NoteVerifier } from '../notes/note-key.ts'
import { keysFollowing } from './endorsement.ts'
import { insertLogKey, selectLogKeys, type LogKey } from './log-store.ts'

const lineSchema = z.strictObject({
  number: z.int().min(1),
  origin: z.string().max(255),
  publicKey: z.base64().transform((text) => Buffer.from(text, 'base64')),
  endorsement: z.string().max(4_096).nullable(),
  since: z.iso.datetime().transform((text) => new Date(text)),
})

/** The public keys of the log once more, beside its leaves: an older database must not go on signing with a retired one. */
export class KeyJournal {
  readonly #file: string

  /** `directory`: of the leaf journal. */
  constructor(directory: string) {
    this.#file = join(directory, 'keys.journal')
  }

  /** Synced when it returns. */
  async append(keys: readonly LogKey[]): Promise<void> {
    const lines = keys.map((key) => ({ ...key, publicKey: key.publicKey.toString('base64') }))
    await appendLines(this.#file, lines).catch(async (fault: unknown) => {
      if (!hasCode(fault, 'ENOENT')) throw fault
      await createLines(this.#file, lines)
    })
  }

  /** Each once, the newest last. Throws when a line was changed. */
  async all(): Promise<LogKey[]> {
    const lines = await readLines(this.#file)
    if (lines === 'damaged') throw new Error('a line of the journal of the log’s keys was changed')
    const keys = z.array(lineSchema).parse(lines ?? [])
    return [...new Map(keys.map((key) => [key.number, key])).values()].sort((a, b) => a.number - b.number)
  }
}

/**
 * Brings the two together before anything is signed: an older database gets the keys it has lost, each vouched for by the
 * one before it; a journal gets those it lacks. Throws when they tell of different keys.
 */
export async function reconcileKeys(database: Queryable, journal: KeyJournal): Promise<void> {
  const logged = await selectLogKeys(database)
  const journalled = await journal.all()
  const publicKeys = new Map(logged.map(({ number, publicKey }) => [number, publicKey]))
  if (journalled.some(({ number, publicKey }) => publicKeys.get(number)?.equals(publicKey) === false))
    throw new Error('the log and the journal of its keys do not agree')
  const numbers = new Set(journalled.map(({ number }) => number))
  const unwritten = logged.filter(({ number }) => !numbers.has(number))
  if (unwritten.length > 0) await journal.append(unwritten)
  const lost = journalled.filter(({ number }) => !publicKeys.has(number))
  if (!vouchedFor([...logged, ...lost]))
    throw new Error('a key in the journal of the log’s keys is of no log')
  for (const key of lost) await insertLogKey(database, key)
}

function vouchedFor(keys: readonly LogKey[]): boolean {
  const known = keys.map(({ origin, publicKey, endorsement }) => ({
    key: new NoteVerifier(origin, publicKey),
    endorsement,
  }))
  const [first] = known
  return first === undefined || keysFollowing(first.key, known).length === known.length
}
