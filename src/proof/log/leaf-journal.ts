import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { appendLines, createLines, readLines } from '../../platform/checked-lines.ts'
import { hasCode } from '../../platform/durable-file.ts'
import { leafKinds } from '../commitment.ts'

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

/**
 * The leaves of the log once more, outside of the database: written before a checkpoint over them is signed. From it an
 * older database that comes back is brought to where the log was, so that every checkpoint anybody holds stays true.
 */
export class LeafJournal {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Synced when it returns. A leaf that never reached the log, because its batch failed after this, is logged by the next sequencer. */
  async append(token: number, leaves: readonly JournalledLeaf[]): Promise<void> {
    for (const [file, some] of Map.groupBy(leaves, ({ index }) => this.#fileOf(index))) {
      const lines = some.map(({ commitment, ...leaf }) => ({
        ...leaf,
        token,
        commitment: commitment.toString('base64'),
      }))
      await appendLines(file, lines).catch(async (fault: unknown) => {
        if (!hasCode(fault, 'ENOENT')) throw fault
        await createLines(file, lines)
      })
    }
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
      if (lines === 'damaged') throw new Error('a line of the leaf journal was changed')
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
    const first = index - (index % leavesInFile)
    return join(this.#directory, `${String(first).padStart(15, '0')}.leaves`)
  }
}

/** Those that stand, in order. Throws when one is missing between two others. */
function standing(lines: readonly Line[]): JournalledLeaf[] {
  const leaves: JournalledLeaf[] = []
  let newest = 0
  for (const { token, index, leafId, kind, commitment } of lines.toSorted((a, b) => a.index - b.index)) {
    // Written by a sequencer that did not know that another had taken its place: that one's leaves end before.
    if (token < newest) break
    newest = token
    if (index !== (leaves[0]?.index ?? index) + leaves.length)
      throw new Error('the leaf journal lacks a leaf between two others')
    leaves.push({ index, leafId, kind, commitment })
  }
  return leaves
}
