/** What the two machines say to each other about the copy of the journal: over HTTP, the first asks, the second answers. */
import { z } from 'zod'
import { isCopiedFile } from './copied-files.ts'

/** Bytes sent at once. */
export const piece = 1024 * 1024
/** Files of one city: the leaf journal of 1.3 thousand million leaves. */
const filesAtMost = 20_000

const fileName = z.string().max(80).refine(isCopiedFile)
const length = z.int().min(0)
const lengths = z.record(fileName, length).refine((files) => Object.keys(files).length <= filesAtMost)

/** POST /v1/cities/:city/compare: what the first machine has. */
export const comparisonSchema = z.strictObject({ files: lengths })

/** POST /v1/cities/:city/append, with the bytes as they are: where they go, and the SHA-256 of all that is before. */
export const placeSchema = z.strictObject({
  file: fileName,
  at: z
    .string()
    .regex(/^\d{1,15}$/u)
    .transform(Number),
  before: z.string().regex(/^[0-9a-f]{64}$/u),
})

/** `receiver`: another one after each start. `complete`: the second machine has all that the first has. */
export const compareAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), receiver: z.uuid(), complete: z.boolean(), files: lengths }),
  z.object({ ok: z.literal(false), because: z.literal('promoted') }),
])
export type CompareAnswer = z.infer<typeof compareAnswerSchema>

/** `length`: of the file there, now. */
export const appendAnswerSchema = z.union([
  z.object({ ok: z.literal(true), length }),
  z.object({ ok: z.literal(false), because: z.literal('other-length'), length }),
  /** What stands there is not how this file begins. Nothing is ever taken back: a person has to look. */
  z.object({ ok: z.literal(false), because: z.literal('another-journal') }),
  /** The second machine has taken over. */
  z.object({ ok: z.literal(false), because: z.literal('promoted') }),
])
export type AppendAnswer = z.infer<typeof appendAnswerSchema>
