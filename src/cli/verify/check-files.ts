import { readFile } from 'node:fs/promises'
import { checkReceipt, type CheckedReceipt } from '../../consent/index.ts'
import { checkGrowth, keysFollowing, LogKey, parseKeys, type GrowthRefusal } from '../../proof/index.ts'

/** What was given to be checked, and by which keys. */
export interface Wanted {
  /** One receipt, or two checkpoints. */
  files: readonly string[]
  /** A file with the answer of `/log/v1/keys`. */
  keys: string
  /** A key one has from elsewhere, such as from paper. Without it the file is believed. */
  trust: string | undefined
  /** A file with the answer of `/log/v1/consistency`. */
  proof: string | undefined
}

export type Verdict =
  | { ok: true; what: 'receipt'; receipt: CheckedReceipt }
  | { ok: true; what: 'growth'; earlier: number; later: number }
  | { ok: false; because: VerifyRefusal; between?: [number, number] | null }

export type VerifyRefusal =
  | GrowthRefusal
  | 'not-a-receipt'
  | 'not-readable'
  | 'no-keys'
  | 'trusted-key-wrong'
  | 'one-receipt-or-two-checkpoints'

/** Asks nobody and needs no database: everything is in the files. */
export async function checkFiles({ files, keys: keyFile, trust, proof }: Wanted): Promise<Verdict> {
  const texts = await Promise.all([keyFile, ...files, ...(proof === undefined ? [] : [proof])].map(read))
  const [keyText, ...given] = texts
  if (texts.some((text) => text === undefined)) return { ok: false, because: 'not-readable' }
  const keys = believed(keyText ?? '', trust)
  if (typeof keys === 'string') return { ok: false, because: keys }
  const [first = '', second = '', third] = given as string[]
  if (files.length === 1) return verdictOnReceipt(first, keys)
  if (files.length !== 2) return { ok: false, because: 'one-receipt-or-two-checkpoints' }
  const growth = checkGrowth([first, second], third ?? null, keys)
  return growth.ok
    ? { ok: true, what: 'growth', earlier: growth.earlier.size, later: growth.later.size }
    : growth
}

async function verdictOnReceipt(text: string, keys: readonly LogKey[]): Promise<Verdict> {
  const receipt = checkReceipt(text, keys, new Date())
  return receipt.ok ? { ok: true, what: 'receipt', receipt } : receipt
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
