import { z } from 'zod'
import { itemCodes } from '../catalog/index.ts'
import { useIdSchema } from '../review/index.ts'
import { grantStates } from './grant-states.ts'
import type { Grant } from './rules.ts'

/**
 * A grant as the database has it; whoever reads one, reads it through this. A word that is none of ours, such as one
 * that only a newer version knows, is `unknown`, and an end that is no date (PostgreSQL also has `infinity`) is none, be it
 * of the consent or of a pause: each is a no to companies, and neither keeps the resident from their pages or from a stop. Any other flaw is a fault.
 */
export const grantRowSchema = z.object({
  useId: useIdSchema,
  useVersion: z.int(),
  item: z.enum(itemCodes),
  state: z.enum(grantStates).catch('unknown'),
  until: z.date().nullable().catch(null),
  pausedUntil: z.date().nullable().catch(null),
}) satisfies z.ZodType<Grant>
