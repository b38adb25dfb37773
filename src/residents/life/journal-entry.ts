import { z } from 'zod'
import { idSchema } from '../../kernel/index.ts'
import type { JournalEntry } from '../../platform/stop-journal/index.ts'
import { residentIdSchema } from '../resident.ts'
import { lifeEvents, standings } from './rules.ts'
import type { LifeChangeOnFile, LifeEventId } from './store.ts'

const moment = z.iso.datetime().transform((text) => new Date(text))

/** What the stop journal keeps of a change: all of it, and nothing of who it is. */
export const lifeEntrySchema = z.strictObject({
  residentId: residentIdSchema,
  eventId: idSchema<LifeEventId>(),
  what: z.enum(lifeEvents),
  standing: z.enum(standings),
  eraseAt: moment.nullable(),
  happenedAt: moment,
  staffId: z.uuid().nullable(),
  secondStaffId: z.uuid().nullable(),
  evidence: z.string().max(40).nullable(),
  /** Of whom was merged alone. */
  mergedInto: residentIdSchema.nullable().default(null),
})

export function lifeEntry({ eventId, mergedInto, ...change }: LifeChangeOnFile): JournalEntry {
  const happenedAt = change.happenedAt.toISOString()
  const eraseAt = change.eraseAt?.toISOString() ?? null
  const into = mergedInto && { mergedInto }
  return {
    entryId: eventId,
    kind: 'life-changed',
    at: happenedAt,
    of: { ...change, happenedAt, eraseAt, ...into },
  }
}
