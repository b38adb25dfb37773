import * as z from 'zod'
import type { ResidentId } from '../../residents/index.ts'
import { useIdSchema } from '../../review/index.ts'
import type { Act, ConsentEvent } from '../store.ts'

/** What a consent event commits to: the log holds the hash of exactly this. */
export const eventRecordSchema = z.strictObject({
  eventId: z.uuid(),
  useId: useIdSchema,
  useVersion: z.int(),
  item: z.string().regex(/^[a-z]+(\.[a-z-]+)+$/u),
  kind: z.enum(['granted', 'refused', 'withdrawn', 'frozen', 'paused', 'resumed']),
  until: z.iso.datetime().nullable(),
  /** Of a pause alone: when it may be used again; null where it waits for the resident. */
  pausedUntil: z.iso.datetime().nullable().optional(),
  receiptNumber: z.string().regex(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/u),
  residentId: z.uuid(),
  happenedAt: z.iso.datetime(),
  /** Where it was not shown in the resident's own browser. */
  evidence: z.enum(['card', 'paper']).optional(),
  /** The day of signing, where it was a paper. */
  signedOn: z.iso.date().optional(),
})
export type EventRecord = z.infer<typeof eventRecordSchema>

export function eventRecord(
  residentId: ResidentId,
  {
    receiptNumber,
    happenedAt,
    evidence,
    signedOn,
  }: Pick<Act, 'receiptNumber' | 'happenedAt' | 'evidence' | 'signedOn'>,
  { eventId, useId, useVersion, item, kind, until, pausedUntil }: ConsentEvent,
): EventRecord {
  return {
    eventId,
    useId,
    useVersion,
    item,
    kind,
    until: until?.toISOString() ?? null,
    ...(kind === 'paused' ? { pausedUntil: pausedUntil?.toISOString() ?? null } : {}),
    receiptNumber,
    residentId,
    happenedAt: happenedAt.toISOString(),
    ...(evidence === 'card' || evidence === 'paper' ? { evidence } : {}),
    ...(signedOn === null ? {} : { signedOn }),
  }
}
