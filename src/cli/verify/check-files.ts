import { readFile } from 'node:fs/promises'
import { checkReceipt, type CheckedReceipt } from '../../consent/index.ts'
import {
  checkGrowth,
  checkpointsIn,
  cosignersOf,
  keysFollowing,
  LogKey,
  openCheckpoint,
  parseKeys,
  WitnessKey,
  type GrowthRefusal,
} from '../../proof/index.ts'

/** What was given to be checked, and by which keys. */
export interface Wanted {
  /** One receipt or checkpoint, or two: of a receipt its checkpoint, of a file with several the last. */
  files: readonly string[]
  /** A file with the answer of `/log/v1/keys`. */
  keys: string
  /** A key one has from elsewhere, such as from paper. Without it the file is believed. */
  trust: string | undefined
  /** A file with the answer of `/log/v1/consistency`. */
  proof: string | undefined
  /** Keys of witnesses, of which it is told who has cosigned. */
  witness: readonly string[]
}

/** Who of the witnesses that were asked for has cosigned the checkpoint, and when. */
export interface Cosigned {
  by: { witness: string; at: Date }[]
  of: number
}

export type Verdict =
  | { ok: true; what: 'receipt'; receipt: CheckedReceipt; cosigned: Cosigned }
  | { ok: true; what: 'checkpoint'; size: number; root: Uint8Array; cosigned: Cosigned }
  | {
      ok: true
      what: 'growth'
      earlier: number
      later: number
      receipts: CheckedReceipt[]
      cosigned: Cosigned
    }
  | { ok: false; because: VerifyRefusal; between?: [number, number] | null }

export type VerifyRefusal =
  | GrowthRefusal
  | 'not-a-receipt'
  | 'not-readable'
  | 'no-keys'
  | 'trusted-key-wrong'
  | 'witness-key-wrong'
  | 'cosignature-wrong'
  | 'one-or-two-files'

/** Asks nobody and needs no database: everything is in the files. */
export async function checkFiles(wanted: Wanted): Promise<Verdict> {
  const { files, proof } = wanted
  const texts = await Promise.all([wanted.keys, ...files, ...(proof === undefined ? [] : [proof])].map(read))
  if (texts.some((text) => text === undefined)) return { ok: false, because: 'not-readable' }
  const [keyText = '', ...given] = texts as string[]
  const keys = believed(keyText, wanted.trust)
  if (typeof keys === 'string') return { ok: false, because: keys }
  const witnesses = wanted.witness.map((key) => WitnessKey.parse(key))
  if (!witnesses.every((key) => key !== undefined)) return { ok: false, because: 'witness-key-wrong' }
  if (files.length < 1 || files.length > 2) return { ok: false, because: 'one-or-two-files' }
  const [one, other] = await Promise.all(given.slice(0, files.length).map((text) => readGiven(text, keys)))
  if (!one) return { ok: false, because: 'one-or-two-files' }
  return other
    ? verdictOnTwo([one, other], given[2] ?? null, keys, witnesses)
    : verdictOnOne(one, keys, witnesses)
}

/** What a file holds: a receipt with the checkpoint inside it, or checkpoints, of which the last counts. */
interface Given {
  receipt: CheckedReceipt | undefined
  note: string | undefined
}

function readGiven(text: string, keys: readonly LogKey[]): Given {
  const receipt = checkReceipt(text, keys, new Date())
  if (receipt.ok) return { receipt, note: receipt.checkpoint ?? undefined }
  const { notes, unreadable } = checkpointsIn(text)
  return { receipt: undefined, note: unreadable.length === 0 ? notes.at(-1) : undefined }
}

function verdictOnOne(
  { receipt, note }: Given,
  keys: readonly LogKey[],
  witnesses: readonly WitnessKey[],
): Verdict {
  if (!receipt && note === undefined) return { ok: false, because: 'not-a-receipt' }
  const cosigned = cosignedBy(note, witnesses)
  if (!cosigned) return { ok: false, because: 'cosignature-wrong' }
  if (receipt) return { ok: true, what: 'receipt', receipt, cosigned }
  const opened = openCheckpoint(note ?? '', { origin: keys[0]?.name ?? '', keys })
  if (!opened.ok) return { ok: false, because: opened.because }
  const { size, root } = opened.checkpoint
  return { ok: true, what: 'checkpoint', size, root, cosigned }
}

function verdictOnTwo(
  given: readonly [Given, Given],
  proof: string | null,
  keys: readonly LogKey[],
  witnesses: readonly WitnessKey[],
): Verdict {
  const notes = [given[0].note ?? '', given[1].note ?? ''] as const
  const growth = checkGrowth(notes, proof, keys)
  if (!growth.ok) return growth
  const isFirstLater = openSize(notes[0], keys) === growth.later.size
  const cosigned = cosignedBy(isFirstLater ? notes[0] : notes[1], witnesses)
  if (!cosigned) return { ok: false, because: 'cosignature-wrong' }
  const receipts = given.flatMap(({ receipt }) => (receipt ? [receipt] : []))
  return {
    ok: true,
    what: 'growth',
    earlier: growth.earlier.size,
    later: growth.later.size,
    receipts,
    cosigned,
  }
}

function openSize(note: string, keys: readonly LogKey[]): number | undefined {
  const opened = openCheckpoint(note, { origin: keys[0]?.name ?? '', keys })
  return opened.ok ? opened.checkpoint.size : undefined
}

/** Undefined when a line of one of the witnesses is wrong. */
function cosignedBy(note: string | undefined, witnesses: readonly WitnessKey[]): Cosigned | undefined {
  const cosigners = note === undefined ? [] : cosignersOf(note, witnesses)
  // One key under two names is one witness.
  const of = new Set(witnesses.map(({ publicKey }) => String(publicKey))).size
  return cosigners && { by: cosigners.map(({ witness, at }) => ({ witness: witness.name, at })), of }
}

/** The keys to check by: all of the file, or those that follow from the trusted one. */
function believed(text: string, trust: string | undefined): LogKey[] | VerifyRefusal {
  const keys = parseKeys(text)
  if (!keys) return 'no-keys'
  if (trust === undefined) return keys.map(({ key }) => key)
  const trusted = LogKey.parse(trust)
  return trusted ? keysFollowing(trusted, keys) : 'trusted-key-wrong'
}

/** Undefined for what cannot be read. */
function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined)
}
