import { refuse } from '../../kernel/index.ts'
import { readAppleArchive, readAppleXml } from './apple-health/read-apple-health.ts'
import type { ByteSource } from './byte-source.ts'
import { readFit } from './fit/read-fit.ts'
import { Pauses } from './pauses.ts'
import type { Reading } from './reading.ts'
import { recognise, recognisedFromBytes } from './recognise.ts'
import type { ImportRefused } from './refusals.ts'
import { Refused } from './refused.ts'
import { watched } from './watched.ts'

export interface ReadingOptions {
  /** Samples later than a day after this are left out. */
  now: Date
  /** Once it is aborted, the file is refused as `interrupted`. */
  signal?: AbortSignal | undefined
  /** Called with the bytes of the file read so far. */
  onProgress?: (bytesRead: number) => void
  /** Which of several people in the file (`several-people`). */
  person?: number | undefined
}

export type ReadingResult = { ok: true; reading: Reading } | ImportRefused

/** Reads a deposited file whole, or refuses it whole. Recognised by content, never by name. */
export async function readDeposit(file: ByteSource, options: ReadingOptions): Promise<ReadingResult> {
  try {
    const reading = await read(file, options)
    if (reading.counts.length === 0 && reading.leftOut.length === 0) return refuse('no-health-data')
    return { ok: true, reading }
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    const { because, people } = fault
    return people === undefined ? refuse(because) : { ok: false, because, people }
  }
}

async function read(file: ByteSource, options: ReadingOptions): Promise<Reading> {
  const pauses = new Pauses(options.signal)
  await pauses.after(0)
  const kind = recognise(await firstBytes(file))
  const source = watched(file, options.onProgress)
  switch (kind) {
    case 'zip':
      return readAppleArchive(source, options.now, pauses)
    case 'xml':
      return readAppleXml(source, options.now, pauses)
    case 'fit':
      return readFit(source, options, pauses)
    case 'wrong-encoding':
      throw new Refused('wrong-encoding')
    case 'unknown':
      throw new Refused(file.size === 0 ? 'truncated' : 'not-recognised')
  }
}

async function firstBytes(file: ByteSource): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of file.stream(0, Math.min(file.size, recognisedFromBytes)))
    chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
