import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { appendLines, createLines, eachLine, readFirstLine } from '../checked-lines.ts'
import { hasCode } from '../durable-file.ts'

/** One line: what was stopped, in the words of the room that stopped it. */
export const entrySchema = z.strictObject({
  entryId: z.uuid(),
  kind: z.string().max(40),
  /** When it happened, by the clock of the city. */
  at: z.iso.datetime(),
  of: z.record(z.string(), z.unknown()),
})
export type JournalEntry = z.infer<typeof entrySchema>

const headSchema = z.strictObject({
  journal: z.uuid(),
  format: z.literal(1),
  /** Those in whose place it began, because they were lost. */
  after: z.array(z.uuid()).max(1_000).default([]),
})

const headOf = (line: unknown) => headSchema.safeParse(line).data

/** What was found on the way through a journal. */
export interface Scanned {
  /** undefined when the first line is not that of a journal. */
  journalId: string | undefined
  /** Those in whose place it began. */
  after: string[]
  /** Lines that are not what was written. */
  damaged: number
}

/** The stop journal as a file: its number in the first line, then one entry a line. */
export class JournalFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Begins a journal where there is none, in the place of those lost. Throws when there is one. */
  create(journalId: string, after: readonly string[] = []): Promise<void> {
    return createLines(this.path, [headSchema.parse({ journal: journalId, format: 1, after })])
  }

  /** Synced when it returns. Throws when the file is not there, or is not this journal. */
  append(journalId: string | null, entries: readonly JournalEntry[]): Promise<void> {
    return appendLines(this.path, entries, (first) => headOf(first)?.journal === journalId)
  }

  /** undefined when the first line is not that of a journal. Throws (`ENOENT`) when there is no file. */
  journalId(): string | undefined {
    return headOf(readFirstLine(this.path))?.journal
  }

  /**
   * From the beginning to the end, in bounded memory. An entry may come twice. `onLine` is given every line as it stands,
   * before what is in it. undefined when there is no file.
   */
  async scan(
    onEntry: (entry: JournalEntry) => void,
    onLine: (bytes: Buffer) => void = () => undefined,
  ): Promise<Scanned | undefined> {
    const scanned: Scanned = { journalId: undefined, after: [], damaged: 0 }
    let isHead = true
    try {
      for await (const { bytes, state, content } of eachLine(this.path)) {
        onLine(bytes)
        if (state === 'cut-off') continue
        const head = isHead ? headOf(content) : undefined
        const entry = isHead ? undefined : entrySchema.safeParse(content).data
        if (head) Object.assign(scanned, { journalId: head.journal, after: head.after })
        else if (entry) onEntry(entry)
        else scanned.damaged += 1
        isHead = false
      }
    } catch (fault) {
      if (hasCode(fault, 'ENOENT')) return undefined
      throw fault
    }
    return scanned
  }

  /**
   * The whole lines behind the first `start` bytes, on the disk when they are given, in pieces. Throws when the file is
   * shorter than that.
   */
  async *from(start: number): AsyncGenerator<Buffer> {
    const handle = await open(this.path, 'r+')
    try {
      const { size } = await handle.stat()
      if (size < start) throw new Error('the stop journal is shorter than it was')
      // Others write into it, too: what they have not synced yet could still be lost.
      await handle.datasync()
      for (let at = start; at < size;) {
        const length = Math.min(pieceBytes, size - at)
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
        const lines = buffer.subarray(0, buffer.lastIndexOf(10, bytesRead - 1) + 1)
        if (lines.length === 0) return
        yield lines
        at += lines.length
      }
    } finally {
      await handle.close()
    }
  }

  /** As long as it is now, and the hash of that: of one that was just begun. */
  async beginning(): Promise<{ length: number; sha256: Buffer }> {
    const content = await readFile(this.path)
    return { length: content.length, sha256: createHash('sha256').update(content).digest() }
  }
}

/** As long as the longest line may be. */
const pieceBytes = 16 * 1024 * 1024
