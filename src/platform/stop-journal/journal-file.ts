import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readFile, rename, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

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

/**
 * The stop journal: a file that is only ever added to, one line for each entry with a check of its own, synced before
 * `append` returns. Several processes may write at once: a line goes out in one piece.
 */
export class JournalFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Begins a journal where there is none. Throws when there is one. */
  async create(journalId: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 })
    const handle = await open(this.path, 'wx', 0o600)
    try {
      await writeSynced(handle, lineOf(headSchema.parse({ journal: journalId, format: 1 })))
    } finally {
      await handle.close()
    }
    await syncDirectory(dirname(this.path))
  }

  /** Throws when the file is not there: a journal that was taken away must not begin anew unnoticed. */
  async append(entries: readonly JournalEntry[]): Promise<void> {
    const handle = await open(this.path, constants.O_RDWR | constants.O_APPEND)
    try {
      const cutOff = (await endsWithLineBreak(handle)) ? '' : `${cutOffMark}\n`
      await writeSynced(handle, cutOff + entries.map(lineOf).join(''))
    } finally {
      await handle.close()
    }
  }

  /** undefined when there is no file; `damaged` when a whole line of it is not what was written. */
  async read(): Promise<JournalContent | 'damaged' | undefined> {
    const text = await readFile(this.path, 'utf8').catch((fault: unknown) => {
      if (isMissing(fault)) return undefined
      throw fault
    })
    return text === undefined ? undefined : contentOf(text)
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

/** Stands behind half a line that a crash or a full disk left: nobody was told of it, so it is no damage. */
const cutOffMark = '~'

async function endsWithLineBreak(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat()
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
  return buffer.toString('latin1') === '\n'
}

async function writeSynced(handle: FileHandle, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  const { bytesWritten } = await handle.write(bytes)
  if (bytesWritten !== bytes.length) throw new Error('the disk of the stop journal is full')
  await handle.datasync()
}

/** So that the name of a new file survives a crash, too. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function lineOf(content: object): string {
  const json = JSON.stringify(content)
  return `${checkOf(json)} ${json}\n`
}

const checkOf = (json: string) => createHash('sha256').update(json).digest('hex').slice(0, 16)

function contentOf(text: string): JournalContent | 'damaged' {
  const lines = text.split('\n')
  // After the last line break comes nothing, or what a crash cut off: nobody was told of that.
  lines.pop()
  const [head, ...rest] = lines.filter((line) => !line.endsWith(cutOffMark)).map(parsed)
  const known = headSchema.safeParse(head)
  if (!known.success) return 'damaged'
  const entries = new Map<string, JournalEntry>()
  for (const line of rest) {
    const entry = entrySchema.safeParse(line)
    if (!entry.success) return 'damaged'
    entries.set(entry.data.entryId, entry.data)
  }
  return { journalId: known.data.journal, entries: [...entries.values()] }
}

/** undefined when the line does not match its check. */
function parsed(line: string): unknown {
  const json = line.slice(17)
  return line.slice(0, 17) === `${checkOf(json)} ` ? JSON.parse(json) : undefined
}

function isMissing(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && fault.code === 'ENOENT'
}
