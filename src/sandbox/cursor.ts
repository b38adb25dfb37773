import { z } from 'zod'
import { localDaySchema, type Id, type LocalDay } from '../kernel/index.ts'
import { mostPeople } from './people.ts'

/** How far a window goes: changes up to a position, days up to a day. */
export interface Edge {
  position: number
  through: LocalDay
}

export interface TrialCursor {
  useId: string
  /** One person alone; null for all. */
  subject: string | null
  /** Where the last whole window ended; null before the first. */
  low: Edge | null
  /** While a window is read in pages: where it ends, and after whom the next page begins. */
  page: { high: Edge; after: number } | null
  /** As at the gate: leads on to what was withdrawn alone. */
  only?: 'withdrawn' | undefined
}

const edge = z.strictObject({ position: z.int().min(0), through: localDaySchema })

const schema = z.strictObject({
  sandbox: z.literal(1),
  useId: z.uuid(),
  subject: z.uuid().nullable(),
  low: edge.nullable(),
  page: z.strictObject({ high: edge, after: z.int().min(1).max(mostPeople) }).nullable(),
  only: z.literal('withdrawn').optional(),
})

/** Opaque like the gate’s, but not sealed: it says nothing of anybody, and a forged one reads made-up days. */
export function writeCursor(cursor: TrialCursor): string {
  return Buffer.from(JSON.stringify({ sandbox: 1, ...cursor })).toString('base64url')
}

/** `undefined` for one of another use or person, of the gate, or made up. */
export function readCursor(
  text: string,
  { useId, subject, onlyWithdrawn }: { useId: Id<'use'>; subject: string | null; onlyWithdrawn?: true },
): TrialCursor | undefined {
  const parsed = schema.safeParse(parsedJson(Buffer.from(text, 'base64url').toString('utf8')))
  if (!parsed.success || parsed.data.useId !== useId || parsed.data.subject !== subject) return undefined
  const { low, page, only } = parsed.data
  if (only && !onlyWithdrawn) return undefined
  return { useId, subject, low, page }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
