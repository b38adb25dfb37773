import { rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { appendLines, createLines, readFirstLine, readLines, syncDirectory } from '../checked-lines.ts'

/** One line: what was stopped, in the words of the room that stopped it. */
export const entrySchema = z.strictObject({
  entryId: z.uuid(),
  kind: z.string().max(40),
  /** When it happened, by the clock of the city. */
  at: z.iso.datetime(),
  of: z.record(z.string(), z.unknown()),
})
export type JournalEntry = z.infer<typeof entrySchema>

const headSchema = z.strictObject({ journal: z.uuid(), format: z.literal(1) })

export interface JournalContent {
  journalId: string
  /** Each once, in the order in which they were written. */
  entries: JournalEntry[]
}

/** The stop journal as a file: its number in the first line, then one entry a line. */
export class JournalFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Begins a journal where there is none. Throws when there is one. */
  create(journalId: string): Promise<void> {
    return createLines(this.path, [headSchema.parse({ journal: journalId, format: 1 })])
  }

  /** Synced when it returns. Throws when the file is not there, or is not this journal. */
  async append(journalId: string | null, entries: readonly JournalEntry[]): Promise<void> {
    const head = headSchema.safeParse(await readFirstLine(this.path))
    if (head.data?.journal !== journalId)
      throw new Error('the file there is not the journal of this database')
    await appendLines(this.path, entries)
  }

  /** undefined when there is no file; `damaged` when a line of it is not what was written. */
  async read(): Promise<JournalContent | 'damaged' | undefined> {
    const lines = await readLines(this.path)
    return Array.isArray(lines) ? contentOf(lines) : lines
  }

  /** Puts a journal that is of no use aside and says where it lies now; null when there is none. */
  async putAside(): Promise<string | null> {
    if (!(await stat(this.path).catch(() => undefined))) return null
    const aside = `${this.path}.${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`
    await rename(this.path, aside)
    await syncDirectory(dirname(this.path))
    return aside
  }
}

function contentOf([head, ...rest]: readonly unknown[]): JournalContent | 'damaged' {
  const known = headSchema.safeParse(head)
  const parsed = z.array(entrySchema).safeParse(rest)
  if (!known.success || !parsed.success) return 'damaged'
  const entries = new Map(parsed.data.map((entry) => [entry.entryId, entry]))
  return { journalId: known.data.journal, entries: [...entries.values()] }
}
