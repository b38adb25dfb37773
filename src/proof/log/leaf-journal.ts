import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { appendLines, createLines, readLines } from '../../platform/checked-lines.ts'
import { hasCode, putAside } from '../../platform/durable-file.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { leafKinds } from '../commitment.ts'
import { raiseLogMark, selectLogMark } from './log-mark.ts'

/** One leaf as it was put into the log. */
export interface JournalledLeaf {
  index: number
  leafId: string
  kind: (typeof leafKinds)[number]
  /** 32 bytes. */
  commitment: Buffer
}

/** `token`: of the sequencer that wrote it. Of two lines about one leaf that of the later sequencer counts. */
const lineSchema = z
  .strictObject({
    index: z.int().min(0),
    token: z.int().min(0),
    leafId: z.uuid(),
    kind: z.enum(leafKinds),
    commitment: z.base64().transform((text) => Buffer.from(text, 'base64')),
  })
  .refine(({ commitment }) => commitment.length === 32)
type Line = z.infer<typeof lineSchema>

/** Leaves of one file: about 12 MB. */
export const leavesInFile = 65_536

/** What stands in it is not what was written. Where the log itself is whole it can be put aside and filled anew. */
export class DamagedLeafJournal extends Error {}

export interface LeafJournalOptions {
  directory: string
  /** Remembers how far it has come: a database that is not restored together with the other. */
  keystore: Queryable
  /** Asked once it is written: whether this process may still lead, and the second machine, where there is one, has it all. */
  mayCommit?: () => Promise<boolean>
}

/**
 * The leaves of the log once more, outside of the database: written before a checkpoint over them is signed. From it an
 * older database that comes back is brought to where the log was, so that every checkpoint anybody holds stays true.
 */
export class LeafJournal {
  readonly #directory: string
  readonly #keystore: Queryable
  readonly #mayCommit: () => Promise<boolean>
  /** Behind the last leaf that this sequencer has written, or found. */
  #next: number | undefined

  constructor({ directory, keystore, mayCommit = () => Promise.resolve(true) }: LeafJournalOptions) {
    this.#directory = directory
    this.#keystore = keystore
    this.#mayCommit = mayCommit
  }

  /**
   * Synced when it returns, on the second machine, and known to the key store; else it throws. It throws, too, for leaves
   * that do not follow: then the log under this sequencer, or the journal, has become another one. A leaf that never reached
   * the log, because its batch failed after this, is logged by the next sequencer.
   */
  async append(token: number, leaves: readonly JournalledLeaf[]): Promise<void> {
    const [first, last] = [leaves[0], leaves.at(-1)]
    if (!first || !last) return
    if (this.#next !== undefined && first.index !== this.#next)
      throw new Error('the log is no longer where its journal is')
    for (const [file, some] of Map.groupBy(leaves, ({ index }) => this.#fileOf(index))) {
      const lines = some.map(({ commitment, ...leaf }) => ({
        ...leaf,
        token,
        commitment: commitment.toString('base64'),
      }))
      await appendLines(file, lines).catch(async (fault: unknown) => {
        // A file that was taken away must not begin in its middle.
        if (!hasCode(fault, 'ENOENT') || some[0]?.index !== firstOf(some[0]?.index ?? 0)) throw fault
        await createLines(file, lines)
      })
    }
    // What is signed here the other machine could contradict, had it not the same leaves at the same numbers.
    if (!(await this.#mayCommit()))
      throw new Error('what was written into the leaf journal may not be signed')
    await raiseLogMark(this.#keystore, last.index + 1)
    this.#next = last.index + 1
  }

  /** From here on only what follows upon so many leaves is taken. */
  goOnFrom(size: number): void {
    this.#next = size
  }

  /**
   * What is known of the leaves of the file in which `index` stands and of all later ones, in order, and the highest token
   * in it. Throws when a line was changed, or a leaf is missing between two others.
   */
  async from(index: number): Promise<{ leaves: JournalledLeaf[]; token: number }> {
    const first = this.#fileOf(index)
    const files = (await this.#files()).filter((file) => file >= first)
    const leaves = new Map<number, Line>()
    let token = 0
    for (const file of files) {
      const lines = await readLines(file)
      if (lines === 'damaged') throw new DamagedLeafJournal('a line of the leaf journal was changed')
      for (const line of z.array(lineSchema).parse(lines ?? [])) {
        token = Math.max(token, line.token)
        if (line.token >= (leaves.get(line.index)?.token ?? 0)) leaves.set(line.index, line)
      }
    }
    return { leaves: standing([...leaves.values()]), token }
  }

  /** The number behind the last leaf it has; 0 when it has none. */
  async end(): Promise<number> {
    for (const file of (await this.#files()).reverse()) {
      const { leaves } = await this.from(Number(/(\d+)\.leaves$/u.exec(file)?.[1]))
      const last = leaves.at(-1)
      if (last) return last.index + 1
    }
    return 0
  }

  /** How many leaves the key store knows of. */
  known(): Promise<number> {
    return selectLogMark(this.#keystore)
  }

  /** Puts it aside, when a line of it was changed, and says where it lies now; null when it is as it was written. */
  async putDamagedAside(): Promise<string | null> {
    try {
      await this.from(0)
      return null
    } catch (fault) {
      if (fault instanceof DamagedLeafJournal) return putAside(this.#directory)
      throw fault
    }
  }

  async #files(): Promise<string[]> {
    const names = await readdir(this.#directory).catch((fault: unknown) => {
      if (hasCode(fault, 'ENOENT')) return []
      throw fault
    })
    return names
      .filter((name) => /^\d{15}\.leaves$/u.test(name))
      .sort()
      .map((name) => join(this.#directory, name))
  }

  /** Named by its first leaf. */
  #fileOf(index: number): string {
    return join(this.#directory, `${String(firstOf(index)).padStart(15, '0')}.leaves`)
  }
}

/** The first leaf of the file in which this one stands. */
const firstOf = (index: number) => index - (index % leavesInFile)

/** Those that stand, in order. Throws when one is missing between two others. */
function standing(lines: readonly Line[]): JournalledLeaf[] {
  const leaves: JournalledLeaf[] = []
  let newest = 0
  for (const { token, index, leafId, kind, commitment } of lines.toSorted((a, b) => a.index - b.index)) {
    // Written by a sequencer that did not know that another had taken its place: that one's leaves end before.
    if (token < newest) break
    newest = token
    if (index !== (leaves[0]?.index ?? index) + leaves.length)
      throw new DamagedLeafJournal('the leaf journal lacks a leaf between two others')
    leaves.push({ index, leafId, kind, commitment })
  }
  return leaves
}
