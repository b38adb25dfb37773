import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { ByteSource } from './byte-source.ts'

/** A file of this machine, read in place. Throws when it is not there or not a file. */
export async function fileSource(path: string): Promise<ByteSource> {
  const found = await stat(path)
  if (!found.isFile()) throw new Error(`not a file: ${path}`)
  return {
    name: basename(path),
    size: found.size,
    // The stream's `end` is inclusive; an empty range cannot be said with it.
    stream: (start = 0, end = found.size) =>
      start >= end ? Readable.from([]) : createReadStream(path, { start, end: end - 1 }),
  }
}
