import { z } from 'zod'
import { itemCodes } from '../catalog/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { ImportId } from './import-store.ts'
import { leftOutReasons, type LeftOutReason } from './importers/index.ts'

const reasons = Object.keys(leftOutReasons) as LeftOutReason[]

/** What the preview shows: what, how many, from when to when, what is left out and why. Kept sealed. */
const summarySchema = z.strictObject({
  fileName: z.string(),
  format: z.enum(['apple-health', 'fit']),
  doubt: z.enum(['birth-date-differs', 'name-differs']).nullable(),
  contentHash: z.string(),
  counts: z.array(
    z.strictObject({
      item: z.enum(itemCodes),
      count: z.int(),
      first: z.coerce.date(),
      last: z.coerce.date(),
    }),
  ),
  leftOut: z.array(z.strictObject({ what: z.string(), because: z.enum(reasons), count: z.int() })),
  /** The items the resident confirmed; empty until then. */
  chosen: z.array(z.enum(itemCodes)),
})
export type DepositSummary = z.infer<typeof summarySchema>

/** Numbers that a refused file gives the users of a scale, so that the page can name them: the lowest 20. */
const peopleSchema = z.array(z.int().nonnegative()).max(20)

export function sealPeople(keys: OwnerKeys, importId: ImportId, people: readonly number[]): Buffer {
  const numbered = people.filter((number) => number >= 0).sort((a, b) => a - b)
  return keys.seal('values', Buffer.from(JSON.stringify(numbered.slice(0, 20))), `vault/people/${importId}`)
}

export function openPeople(keys: OwnerKeys, importId: ImportId, sealed: Buffer): number[] {
  return peopleSchema.parse(
    JSON.parse(keys.open('values', sealed, `vault/people/${importId}`).toString('utf8')),
  )
}

/** What a partner is told of a file that it brought and that could be read. Nothing in it depends on whose the file is kept for. */
const toldSchema = z.strictObject({
  counts: z.array(z.strictObject({ item: z.enum(itemCodes), count: z.int() })),
  leftOut: z.int(),
})
export type Told = z.infer<typeof toldSchema>

export function sealTold(
  keys: OwnerKeys,
  importId: ImportId,
  { counts, leftOut }: Pick<DepositSummary, 'counts' | 'leftOut'>,
): Buffer {
  const told: Told = {
    counts: counts.map(({ item, count }) => ({ item, count })),
    leftOut: leftOut.reduce((sum, { count }) => sum + count, 0),
  }
  return keys.seal('values', Buffer.from(JSON.stringify(told)), `vault/told/${importId}`)
}

export function openTold(keys: OwnerKeys, importId: ImportId, sealed: Buffer): Told {
  return toldSchema.parse(JSON.parse(keys.open('values', sealed, `vault/told/${importId}`).toString('utf8')))
}

export function sealSummary(keys: OwnerKeys, importId: ImportId, summary: DepositSummary): Buffer {
  return keys.seal('values', Buffer.from(JSON.stringify(summary)), `vault/import/${importId}`)
}

export function openSummary(keys: OwnerKeys, importId: ImportId, sealed: Buffer): DepositSummary {
  return summarySchema.parse(
    JSON.parse(keys.open('values', sealed, `vault/import/${importId}`).toString('utf8')),
  )
}
