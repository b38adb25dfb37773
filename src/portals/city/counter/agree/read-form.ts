import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { itemCodes } from '../../../../catalog/index.ts'
import { typedPinSchema } from '../../../../identity/index.ts'
import { readTypedDay } from '../../../../kernel/index.ts'
import { uploadedParts } from '../../../../platform/http/index.ts'

/** A scan of some pages. It is read once, to its hash, and kept nowhere. */
const largestScan = 20 * 1024 * 1024

const fieldsSchema = z.object({
  version: z.coerce.number().int().min(1).max(1_000_000),
  answer: z.enum(['agree', 'refuse', 'paper']),
  items: z.array(z.enum(itemCodes)).max(30),
  pin: typedPinSchema.optional().catch(undefined),
  /** Typed as people copy it: spaces and capital letters are welcome. */
  paperHash: z
    .string()
    .transform((typed) => typed.replace(/\s/gu, '').toLowerCase())
    .pipe(z.string().regex(/^[0-9a-f]{64}$/u))
    .transform((hex) => Buffer.from(hex, 'hex'))
    .optional()
    .catch(undefined),
  signedOn: z
    .string()
    .max(40)
    .transform((typed) => readTypedDay(typed))
    .optional()
    .catch(undefined),
})
export type AgreeForm = z.infer<typeof fieldsSchema>

/** As it was typed and ticked, for a page that comes back with something to correct. The PIN is never among it. */
export interface TypedForm {
  items: readonly string[]
  /** Of a scan its number, which the file itself is not needed for any more. */
  paperHash: string
  signedOn: string
}
export const nothingTyped: TypedForm = { items: [], paperHash: '', signedOn: '' }

export interface ReadForm {
  /** Undefined where it is no form of ours. */
  form: AgreeForm | undefined
  typed: TypedForm
  isTooLarge: boolean
}

/** What was typed and ticked; of a scan, its hash. */
export async function readAgreeForm(request: FastifyRequest): Promise<ReadForm> {
  const fields: Record<string, string> = {}
  const items: string[] = []
  let scanned: Buffer | undefined
  let isTooLarge = false
  for await (const part of uploadedParts(request)) {
    if (part.type === 'file') {
      const read = await hashOf(part.file)
      if (read === 'too-large' || part.file.truncated) isTooLarge = true
      else scanned ??= read
    } else if (part.fieldname === 'items') items.push(z.string().max(60).catch('').parse(part.value))
    else fields[part.fieldname] = z.string().max(200).catch('').parse(part.value)
  }
  const read = fieldsSchema.safeParse({ ...fields, items })
  const { paperHash = '', signedOn = '' } = fields
  return {
    form: read.success ? { ...read.data, ...(scanned && { paperHash: Buffer.from(scanned) }) } : undefined,
    typed: { items, paperHash: scanned?.toString('hex') ?? paperHash, signedOn },
    isTooLarge,
  }
}

async function hashOf(bytes: AsyncIterable<Buffer>): Promise<Buffer | 'too-large' | undefined> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size <= largestScan) hash.update(chunk)
  }
  if (size > largestScan) return 'too-large'
  return size === 0 ? undefined : hash.digest()
}
