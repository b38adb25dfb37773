import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry,
  type ZipFile,
} from 'yauzl'
import type { ByteSource } from './byte-source.ts'
import { importLimits } from './limits.ts'
import { Refused } from './refused.ts'

class SourceReader extends RandomAccessReader {
  readonly #file: ByteSource

  constructor(file: ByteSource) {
    super()
    this.#file = file
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#file.stream(start, end)
  }
}

/** `name` is what the archive calls the entry: shown and compared, never used as a path. */
export interface ArchiveEntry {
  name: string
  /** As the archive claims; reading stops when it is exceeded. */
  size: number
  entry: Entry
}

/** A zip, read through its central directory with limits on everything. */
export class Archive {
  readonly entries: readonly ArchiveEntry[]
  readonly #zip: ZipFile
  #unpackedBytes = 0

  private constructor(zip: ZipFile, entries: ArchiveEntry[]) {
    this.#zip = zip
    this.entries = entries
  }

  static async open(file: ByteSource): Promise<Archive> {
    const zip = await asRefusal(
      fromRandomAccessReaderPromise(new SourceReader(file), file.size, {
        decodeStrings: false,
        autoClose: false,
      }),
      // Without the directory at its end, what begins like a zip has lost its end.
      'truncated',
    )
    return new Archive(zip, await asRefusal(listEntries(zip), 'damaged'))
  }

  /** Unpacked bytes, checked against size, checksum, ratio and the total for this archive. */
  async *read({ entry }: ArchiveEntry): AsyncGenerator<Buffer> {
    refuseIfUnsafe(entry)
    if (this.#unpackedBytes + entry.uncompressedSize > importLimits.unpackedBytes)
      throw new Refused('archive-bomb')
    const stream = await asRefusal(this.#zip.openReadStreamPromise(entry), 'damaged')
    let checksum = 0
    for await (const chunk of refusingFaults(stream)) {
      checksum = crc32(chunk, checksum)
      this.#unpackedBytes += chunk.length
      yield chunk
    }
    // yauzl checks sizes, not the checksum.
    if (checksum !== entry.crc32) throw new Refused('damaged')
  }

  /** The head of an entry that may be read whole afterwards, so that it is refused now if it cannot be. */
  async peek(entry: ArchiveEntry, bytes: number): Promise<Buffer> {
    refuseIfUnsafe(entry.entry)
    return this.head(entry, bytes)
  }

  /**
   * The first bytes of an entry. What follows is not unpacked: no checksum is possible, and it does not matter how large
   * it would become.
   */
  async head({ entry }: ArchiveEntry, bytes: number): Promise<Buffer> {
    refuseIfEncrypted(entry)
    const stream = await asRefusal(this.#zip.openReadStreamPromise(entry), 'damaged')
    const chunks: Buffer[] = []
    let read = 0
    for await (const chunk of refusingFaults(stream)) {
      chunks.push(chunk)
      read += chunk.length
      this.#unpackedBytes += chunk.length
      if (read >= bytes) break
    }
    return Buffer.concat(chunks).subarray(0, bytes)
  }

  close(): void {
    this.#zip.close()
  }
}

async function listEntries(zip: ZipFile): Promise<ArchiveEntry[]> {
  if (zip.entryCount > importLimits.entries) throw new Refused('archive-bomb')
  const entries: ArchiveEntry[] = []
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
    if (!name.endsWith('/')) entries.push({ name, size: entry.uncompressedSize, entry })
  }
  return entries
}

function refuseIfEncrypted(entry: Entry): void {
  if (entry.isEncrypted()) throw new Refused('encrypted')
}

function refuseIfUnsafe(entry: Entry): void {
  refuseIfEncrypted(entry)
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1)
  if (entry.uncompressedSize > importLimits.ratioFromBytes && ratio > importLimits.ratio)
    throw new Refused('archive-bomb')
}

/** A disk that cannot be read is not the zip's fault. */
function isOfTheSystem(fault: unknown): boolean {
  return fault instanceof Error && 'syscall' in fault
}

/** A fault of the zip is a refusal; our own are passed on unchanged. */
async function asRefusal<T>(work: Promise<T>, because: 'truncated' | 'damaged'): Promise<T> {
  try {
    return await work
  } catch (fault) {
    if (fault instanceof Refused || isOfTheSystem(fault)) throw fault
    if (/encrypt/i.test(String(fault))) throw new Refused('encrypted')
    throw new Refused(because)
  }
}

async function* refusingFaults(stream: Readable): AsyncGenerator<Buffer> {
  try {
    yield* stream as AsyncIterable<Buffer>
  } catch (fault) {
    if (isOfTheSystem(fault)) throw fault
    throw new Refused('damaged')
  } finally {
    stream.destroy()
  }
}
