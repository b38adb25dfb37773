import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { refuse, type Refusal } from '../kernel/index.ts'

/** What is not taken, in the words of whoever asked to take it. */
export type SpoolRefusal = 'too-large' | 'no-space'

/** An upload on disk, sealed; readable at any position until it is disposed of. */
export interface SealedFile extends AsyncDisposable {
  /** What the sender called it. Shown, never used as a path. */
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** In clear; `start` inclusive, `end` exclusive. */
  stream(start?: number, end?: number): Readable
}

interface SpoolOptions {
  /** Where the bytes lie; it must exist. */
  directory: string
  limitBytes: number
  name: string
}

const blockBytes = 16
const readBytes = 64 * 1024

/** EFBIG: a file-size limit; EDQUOT: the user's quota. To the person they are all a full disk. */
const fullDisk = ['ENOSPC', 'EDQUOT', 'EFBIG']

function isFullDisk(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fullDisk.includes(String(fault.code))
}

/**
 * A key that lives only as long as the file. CTR so that any position can be read; it does not
 * authenticate, and need not: the file has no name by which another could reach it.
 */
class EphemeralKey {
  readonly #key = randomBytes(32)
  readonly #firstCounter = randomBytes(blockBytes)

  encrypting() {
    return createCipheriv('aes-256-ctr', this.#key, this.#firstCounter)
  }

  decryptingFrom(block: number) {
    return createDecipheriv('aes-256-ctr', this.#key, this.#counterAt(block))
  }

  destroy(): void {
    this.#key.fill(0)
  }

  /** The counter is one 128-bit big-endian number that wraps around. */
  #counterAt(block: number): Buffer {
    const first = BigInt(`0x${this.#firstCounter.toString('hex')}`)
    const counter = BigInt.asUintN(128, first + BigInt(block))
    return Buffer.from(counter.toString(16).padStart(blockBytes * 2, '0'), 'hex')
  }
}

/**
 * Writes an upload to disk, encrypted, into a file that has no name as soon as it is open: after a
 * `kill -9` the operating system frees it, and nothing was ever there in clear.
 * A fault of `bytes` (the sender went away) is thrown on; nothing is left behind.
 */
export async function spool(
  bytes: AsyncIterable<Uint8Array>,
  options: SpoolOptions,
): Promise<{ ok: true; file: SealedFile } | Refusal<SpoolRefusal>> {
  const key = new EphemeralKey()
  let handle: FileHandle | undefined
  try {
    handle = await openNameless(options.directory)
    const size = await writeSealed(handle, bytes, key, options.limitBytes)
    if (size !== null) return { ok: true, file: sealedFile(handle, key, options.name, size) }
    await handle.close()
    return refuse('too-large')
  } catch (fault) {
    await handle?.close()
    if (isFullDisk(fault)) return refuse('no-space')
    throw fault
  }
}

async function openNameless(directory: string): Promise<FileHandle> {
  const path = join(directory, `spool-${randomUUID()}`)
  const handle = await open(path, 'wx+', 0o600)
  await unlink(path)
  return handle
}

/** Bytes written, or null when there were more than `limitBytes`. */
async function writeSealed(
  handle: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  key: EphemeralKey,
  limitBytes: number,
): Promise<number | null> {
  const cipher = key.encrypting()
  let size = 0
  for await (const chunk of bytes) {
    if (size + chunk.length > limitBytes) return null
    await writeAll(handle, cipher.update(chunk), size)
    size += chunk.length
  }
  return size
}

/** One `write` may take only a part, just before a disk is full. */
async function writeAll(handle: FileHandle, sealed: Buffer, position: number): Promise<void> {
  for (let done = 0; done < sealed.length;) {
    const { bytesWritten } = await handle.write(sealed, done, sealed.length - done, position + done)
    done += bytesWritten
  }
}

function sealedFile(handle: FileHandle, key: EphemeralKey, name: string, size: number): SealedFile {
  return {
    name,
    size,
    stream: (start = 0, end = size) =>
      Readable.from(opened(handle, key, start, Math.min(end, size)), { objectMode: false }),
    async [Symbol.asyncDispose]() {
      key.destroy()
      await handle.close()
    },
  }
}

async function* opened(
  handle: FileHandle,
  key: EphemeralKey,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  const block = Math.floor(start / blockBytes)
  const decipher = key.decryptingFrom(block)
  let skip = start - block * blockBytes
  for (let at = block * blockBytes; at < end;) {
    const wanted = Math.min(readBytes, end - at)
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(wanted), 0, wanted, at)
    if (bytesRead === 0) throw new Error('the sealed file is shorter than what was written')
    at += bytesRead
    const clear = decipher.update(buffer.subarray(0, bytesRead)).subarray(skip)
    skip = Math.max(0, skip - bytesRead)
    if (clear.length > 0) yield clear
  }
}
