import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { localDaySchema } from '../../kernel/index.ts'
import type { OwnerKeys } from '../../platform/keys/index.ts'
import { deathDocuments, residentIdSchema, twoPeopleShownBy, type ResidentId } from '../../residents/index.ts'
import { useIdSchema } from '../../review/index.ts'

/** Who comes to say that somebody has died (after the Family Register Act, §87). */
export const deathReporters = ['relative', 'housemate', 'house-or-care', 'guardian', 'city-office'] as const

/** What is asked for: all that the second person has to see, and all that is done. */
export const detailSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('died'),
    reporter: z.enum(deathReporters),
    document: z.enum(deathDocuments),
    day: localDaySchema,
  }),
  z.strictObject({ kind: z.literal('reported-in-error') }),
  z.strictObject({
    kind: z.literal('agreement'),
    useId: useIdSchema,
    version: z.int(),
    items: z.array(z.enum(itemCodes)).min(1).max(30),
    /** SHA-256 of the signed paper, in figures and letters. */
    paperHash: z.string().regex(/^[0-9a-f]{64}$/u),
    /** As it stands beside the signature. */
    signedOn: localDaySchema,
  }),
  /** Which other entry is this person, too. */
  z.strictObject({ kind: z.literal('merged'), duplicate: residentIdSchema }),
  /** Which of those that were merged into this person is somebody else, and what shows it. */
  z.strictObject({
    kind: z.literal('merged-in-error'),
    duplicate: residentIdSchema,
    shownBy: z.enum(twoPeopleShownBy),
  }),
])
export type RequestDetail = z.infer<typeof detailSchema>

interface Whose {
  residentId: ResidentId
  requestId: string
}

/** It opens in its own row, of its own resident, and in no other. */
function contextOf({ residentId, requestId }: Whose): string {
  return `counter/request/${residentId}/${requestId}`
}

export function sealDetail(keys: OwnerKeys, whose: Whose, detail: RequestDetail): Buffer {
  return keys.seal('identity', Buffer.from(JSON.stringify(detail)), contextOf(whose))
}

export function openDetail(keys: OwnerKeys, whose: Whose, sealed: Buffer): RequestDetail {
  const plain = keys.open('identity', sealed, contextOf(whose))
  return detailSchema.parse(JSON.parse(plain.toString('utf8')))
}
