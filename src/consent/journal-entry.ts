import { z } from 'zod'
import { itemCodes, type ItemCode } from '../catalog/index.ts'
import type { JournalEntry } from '../platform/stop-journal/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { useIdSchema, type UseId } from '../review/index.ts'
import type { Receipt } from './record-act.ts'

/** What the stop journal keeps of a withdrawal: enough to do it again. */
export const withdrawalSchema = z.strictObject({
  residentId: residentIdSchema,
  changes: z.array(z.strictObject({ useId: useIdSchema, item: z.enum(itemCodes) })),
})

export function withdrawalEntry(
  residentId: ResidentId,
  { actId, happenedAt }: Receipt,
  changes: readonly { useId: UseId; item: ItemCode }[],
): JournalEntry {
  const stopped = changes.map(({ useId, item }) => ({ useId, item }))
  return {
    entryId: actId,
    kind: 'withdrawn',
    at: happenedAt.toISOString(),
    of: { residentId, changes: stopped },
  }
}
