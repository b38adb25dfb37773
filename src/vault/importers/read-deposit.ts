import type { ByteSource } from './byte-source.ts'
import type { Reading } from './reading.ts'
import { refuse } from '../../kernel/index.ts'
import type { ImportRefused } from './refusals.ts'

export interface ReadingOptions {
  /** Samples later than a day after this are left out. */
  now: Date
  signal?: AbortSignal
  /** Called with the bytes of the file read so far. */
  onProgress?: (bytesRead: number) => void
  /** Which of several people in the file (`several-people`). */
  person?: number
}

export type ReadingResult = { ok: true; reading: Reading } | ImportRefused

/** Reads a deposited file whole, or refuses it whole. Recognised by content, never by name. */
export function readDeposit(file: ByteSource, options: ReadingOptions): Promise<ReadingResult> {
  options.onProgress?.(file.size)
  return Promise.resolve(refuse('not-recognised'))
}
