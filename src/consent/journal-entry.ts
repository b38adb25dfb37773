import { z } from 'zod'
import { itemCodes } from '../catalog/index.ts'
import { idSchema } from '../kernel/index.ts'
import type { JournalEntry } from '../platform/stop-journal/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { useIdSchema } from '../review/index.ts'
import type { Act, ActId, ConsentEvent, EventId } from './store.ts'

const moment = z.iso.datetime().transform((text) => new Date(text))

/** What the stop journal keeps of a withdrawal: all of it but the session, so that it can be written again as it was. */
export const withdrawalSchema = z.strictObject({
  residentId: residentIdSchema,
  act: z.strictObject({
    actId: idSchema<ActId>(),
    receiptNumber: z.string(),
    kind: z.literal('stopped'),
    useId: useIdSchema.nullable(),
    channel: z.enum(['web', 'demo-seed', 'card', 'counter', 'time-over', 'app']),
    happenedAt: moment,
  }),
  events: z.array(
    z.strictObject({
      eventId: idSchema<EventId>(),
      useId: useIdSchema,
      useVersion: z.int(),
      item: z.enum(itemCodes),
    }),
  ),
})

/** The same of a pause, with what it left of each item, and until when. */
export const pauseSchema = z.strictObject({
  residentId: residentIdSchema,
  act: withdrawalSchema.shape.act.extend({ kind: z.literal('paused') }),
  events: z.array(
    withdrawalSchema.shape.events.element.extend({
      kind: z.enum(['paused', 'withdrawn']),
      until: moment.nullable(),
      pausedUntil: moment.nullable(),
    }),
  ),
})

export function pauseEntry(
  residentId: ResidentId,
  { actId, receiptNumber, kind, useId, channel, happenedAt }: Act,
  events: readonly ConsentEvent[],
): JournalEntry {
  const at = happenedAt.toISOString()
  return {
    entryId: actId,
    kind: 'paused',
    at,
    of: {
      residentId,
      act: { actId, receiptNumber, kind, useId, channel, happenedAt: at },
      events: events.map(({ eventId, useId, useVersion, item, kind, until, pausedUntil }) => ({
        ...{ eventId, useId, useVersion, item, kind },
        until: until?.toISOString() ?? null,
        pausedUntil: pausedUntil?.toISOString() ?? null,
      })),
    },
  }
}

export function withdrawalEntry(
  residentId: ResidentId,
  { actId, receiptNumber, kind, useId, channel, happenedAt }: Act,
  events: readonly ConsentEvent[],
): JournalEntry {
  const at = happenedAt.toISOString()
  return {
    entryId: actId,
    kind: 'withdrawn',
    at,
    of: {
      residentId,
      act: { actId, receiptNumber, kind, useId, channel, happenedAt: at },
      events: events.map(({ eventId, useId, useVersion, item }) => ({ eventId, useId, useVersion, item })),
    },
  }
}
