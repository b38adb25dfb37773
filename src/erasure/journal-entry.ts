import { z } from 'zod'
import { idSchema } from '../kernel/index.ts'
import { keyKinds } from '../platform/keys/index.ts'
import type { JournalEntry } from '../platform/stop-journal/index.ts'
import { residentIdSchema } from '../residents/index.ts'
import type { Erasure, ErasureId } from './store.ts'

const moment = z.iso.datetime().transform((text) => new Date(text))

/** What the stop journal keeps of an erasure: all of it but who it was. */
export const erasedSchema = z.strictObject({
  residentId: residentIdSchema,
  erasureId: idSchema<ErasureId>(),
  number: z.string(),
  keys: z.array(z.enum(keyKinds)),
  keptUntil: moment.nullable(),
  salt: z.base64().transform((text) => Buffer.from(text, 'base64')),
  happenedAt: moment,
})

export function erasureEntry({ residentId, erasureId, number, keys, ...erasure }: Erasure): JournalEntry {
  const happenedAt = erasure.happenedAt.toISOString()
  const keptUntil = erasure.keptUntil?.toISOString() ?? null
  const salt = erasure.salt.toString('base64')
  return {
    entryId: erasureId,
    kind: 'erased',
    at: happenedAt,
    of: { residentId, erasureId, number, keys, keptUntil, salt, happenedAt },
  }
}
