import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { ItemCode } from '../../catalog/index.ts'
import { localDayOf, type LocalDay } from '../../kernel/index.ts'
import { importLimits } from './limits.ts'
import type { DayOfSamples, SampleDocument, SourceKind } from './reading.ts'

interface Group {
  item: ItemCode
  source: SourceKind
  origin: string
  day: LocalDay
  packed: { atMs: number; name: string; text: Buffer; bytes: number }[]
}

/** Keeps documents deflated (a route packs 1 : 10) and unpacks them one day at a time. */
export class DocumentShelf {
  readonly #groups = new Map<string, Group>()
  #packedBytes = 0
  #unpackedBytes = 0
  #count = 0

  /** `repeated` when the same text is there already; `too-many` when a limit is reached. */
  put(
    key: { item: ItemCode; source: SourceKind; origin: string },
    document: SampleDocument,
  ): 'kept' | 'repeated' | 'too-large' | 'too-many' {
    const bytes = Buffer.byteLength(document.text)
    if (bytes > importLimits.documentBytes) return 'too-large'
    const text = deflateRawSync(document.text, { level: 6 })
    const group = this.#groupFor({ ...key, day: localDayOf(document.atMs) })
    if (group.packed.some((other) => other.atMs === document.atMs && other.text.equals(text)))
      return 'repeated'
    if (!this.#hasRoom(group, text.length, bytes)) return 'too-many'
    group.packed.push({ atMs: document.atMs, name: document.name, text, bytes })
    this.#packedBytes += text.length
    this.#unpackedBytes += bytes
    this.#count++
    return 'kept'
  }

  #hasRoom({ packed }: Group, packedBytes: number, bytes: number): boolean {
    const bytesOfDay = packed.reduce((sum, other) => sum + other.bytes, bytes)
    return (
      this.#count < importLimits.documents &&
      packed.length < importLimits.documentsPerDay &&
      bytesOfDay <= importLimits.documentBytesPerDay &&
      this.#packedBytes + packedBytes <= importLimits.packedDocumentBytes &&
      this.#unpackedBytes + bytes <= importLimits.unpackedDocumentBytes
    )
  }

  *days(): Generator<DayOfSamples> {
    const groups = [...this.#groups].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [, { packed, ...key }] of groups) {
      if (packed.length === 0) continue
      const documents = packed
        .toSorted((a, b) => a.atMs - b.atMs)
        .map(({ atMs, name, text, bytes }) => ({
          atMs,
          name,
          text: inflateRawSync(text, { maxOutputLength: bytes }).toString(),
        }))
      yield { ...key, samples: [], documents }
    }
  }

  /** Times of the documents by item, without unpacking them. */
  *times(): Generator<{ item: ItemCode; atMs: number }> {
    for (const { item, packed } of this.#groups.values()) for (const { atMs } of packed) yield { item, atMs }
  }

  #groupFor(key: Omit<Group, 'packed'>): Group {
    const name = `${key.item} ${key.source} ${key.day} ${key.origin}`
    const group = this.#groups.get(name) ?? { ...key, packed: [] }
    this.#groups.set(name, group)
    return group
  }
}
