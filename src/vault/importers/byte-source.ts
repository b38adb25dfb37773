import type { Readable } from 'node:stream'

/** Bytes of one file, readable at any position. An upload lies sealed on disk; it is never there in clear. */
export interface ByteSource {
  /** What the sender called the file. Shown back to them, never used as a path. */
  readonly name: string
  /** In bytes. */
  readonly size: number
  /** `start` inclusive, `end` exclusive; both default to the whole file. */
  stream(start?: number, end?: number): Readable
}
