import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import type { Locale, Say } from '../../ui/index.ts'
import type { fileWords } from './file-words.ts'
import type { Row } from './lines.ts'

/** Whose copy it is, and in which language it speaks. */
export interface Owner {
  tenant: Tenant
  residentId: ResidentId
  locale: Locale
  say: Say<(typeof fileWords)['tables']['ja']>
}

type Column = `col-${string}` & keyof (typeof fileWords)['tables']['ja']

/** One table of the copy: as CSV for people and as NDJSON for programs. */
export interface Part {
  /** Its path without an ending. */
  file: string
  columns: readonly Column[]
  rows: () => AsyncIterable<Row>
  /** What programs get besides, where a table has no room for it; without it, the rows. */
  lines?: () => AsyncIterable<object>
}

/** As it is written in Japan: `2026-11-27 10:32:05`. */
export function momentIn(at: Date): string {
  return new Date(at.getTime() + 9 * 60 * 60_000).toISOString().slice(0, 19).replace('T', ' ')
}

/** For programs: `2026-11-27T10:32:05.123+09:00`. */
export function isoIn(atMs: number): string {
  return new Date(atMs + 9 * 60 * 60_000).toISOString().replace('Z', '+09:00')
}
