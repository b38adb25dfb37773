import { Readable } from 'node:stream'
import type { ByteSource } from './byte-source.ts'

async function* told(bytes: Readable, from: number, onProgress: (bytesRead: number) => void) {
  let at = from
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    at += chunk.length
    onProgress(at)
    yield chunk
  }
}

/** The same file, telling how far it has been read. Within a zip the position may jump. */
export function watched(file: ByteSource, onProgress?: (bytesRead: number) => void): ByteSource {
  if (onProgress === undefined) return file
  return {
    name: file.name,
    size: file.size,
    stream: (start = 0, end = file.size) =>
      Readable.from(told(file.stream(start, end), start, onProgress), { objectMode: false }),
  }
}
