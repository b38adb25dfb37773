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
  how: z.enum(['pin', 'paper']),
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

/** What was typed and ticked; of a scan, its hash. Undefined where it is no form of ours. */
export async function readAgreeForm(request: FastifyRequest): Promise<AgreeForm | 'too-large' | undefined> {
  const fields: Record<string, string> = {}
  const items: string[] = []
  let scanned: Buffer | undefined
  for await (const part of uploadedParts(request)) {
    if (part.type === 'file') {
      const read = await hashOf(part.file)
      if (read === 'too-large' || part.file.truncated) return 'too-large'
      scanned ??= read
    } else if (part.fieldname === 'items') items.push(z.string().max(60).catch('').parse(part.value))
    else fields[part.fieldname] = z.string().max(200).catch('').parse(part.value)
  }
  const read = fieldsSchema.safeParse({ ...fields, items })
  if (!read.success) return undefined
  return scanned ? { ...read.data, paperHash: Buffer.from(scanned) } : read.data
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
