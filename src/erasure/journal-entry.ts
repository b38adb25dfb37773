import { z } from 'zod'
import { idSchema } from '../kernel/index.ts'
import { keyKinds } from '../platform/keys/index.ts'
import type { JournalEntry } from '../platform/stop-journal/index.ts'
import { residentIdSchema } from '../residents/index.ts'
import type { Erasure, ErasureId } from './store.ts'

const moment = z.iso.datetime().transform((text) => new Date(text))

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'))

/** What the stop journal keeps of an erasure: all of it, and who it was only as the law has it, sealed. */
export const erasedSchema = z.strictObject({
  residentId: residentIdSchema,
  erasureId: idSchema<ErasureId>(),
  number: z.string(),
  keys: z.array(z.enum(keyKinds)),
  keptUntil: moment.nullable(),
  keptIdentity: bytes.nullable().default(null),
  salt: bytes,
  happenedAt: moment,
})

export function erasureEntry({ residentId, erasureId, number, keys, ...erasure }: Erasure): JournalEntry {
  const happenedAt = erasure.happenedAt.toISOString()
  const keptUntil = erasure.keptUntil?.toISOString() ?? null
  const salt = erasure.salt.toString('base64')
  const keptIdentity = erasure.keptIdentity?.toString('base64') ?? null
  return {
    entryId: erasureId,
    kind: 'erased',
    at: happenedAt,
    of: { residentId, erasureId, number, keys, keptUntil, keptIdentity, salt, happenedAt },
  }
}
