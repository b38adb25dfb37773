import { z } from 'zod'
import type { AppScope } from '../identity/index.ts'
import { instantSchema } from '../kernel/index.ts'
import { idempotencyKeySchema, problemResponses } from '../platform/http/index.ts'

/** What every route here has: what an app must have been let in for, and that the description says so. */
export function forScope(scope: AppScope) {
  return {
    config: { caller: 'program', scope },
    described: { tags: ['me'], security: [{ app: [scope] }] as [{ app: string[] }] },
  } as const
}

export const writeHeaders = z.object({ 'idempotency-key': idempotencyKeySchema })

/** What any request with a token may be answered. */
export const anyNo = problemResponses(400, 401, 403, 429)

/** One page of a list by time, newest first. */
export const pageByTime = z.strictObject({
  before: instantSchema.optional().describe('Only what was before this instant: next of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('At most so many in one answer'),
})

export const instant = z.string().describe('RFC 3339')

export function textOf(at: Date): string
export function textOf(at: Date | null): string | null
export function textOf(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
