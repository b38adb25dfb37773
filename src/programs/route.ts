import { z } from 'zod'
import type { ProgramScope } from '../identity/index.ts'
import { idempotencyKeySchema, problemResponses } from '../platform/http/index.ts'

/** What every route here has: who may call it, and that the description says so. */
export function forScope(scope: ProgramScope) {
  return {
    config: { caller: 'program', scope },
    described: { tags: ['admin'], security: [{ program: [scope] }] as [{ program: string[] }] },
  } as const
}

export const writeHeaders = z.object({ 'idempotency-key': idempotencyKeySchema })

/** What any request with a token may be answered. */
export const anyNo = problemResponses(400, 401, 403, 429)

/** One page of a list by id. */
export function pageOf<Id extends string>(id: z.ZodType<Id>) {
  return z.strictObject({
    after: id.optional().describe('Where the page before ended'),
    limit: z.coerce.number().int().min(1).max(200).default(100).describe('At most so many in one answer'),
  })
}
