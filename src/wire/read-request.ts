import { z } from 'zod'
import { idSchema, type Id } from '../kernel/index.ts'
import { problemResponses } from '../platform/http/index.ts'

export const linesType = 'application/x-ndjson; charset=utf-8'

/** A repeat with the same Idempotency-Key within this time is the same delivery. */
export const repeatWindowMs = 10 * 60 * 1000

const querystring = z.strictObject({
  use: idSchema<Id<'use'>>().describe('The approved use under which you read'),
  reasonCode: z.string().min(3).max(40).describe('One of the reviewed reasons of the use; residents see it'),
  words: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('Your own words for the residents: plain characters, no links'),
  cursor: z
    .string()
    .max(1_000)
    .optional()
    .describe('Where the previous answer ended; absent for everything from the start'),
  only: z
    .literal('withdrawn')
    .optional()
    .describe(
      'Only what was taken back or stopped since the cursor; never refused for a spent quota. Its cursor leads on only here',
    ),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(5_000)
    .default(1_000)
    .describe('At most this many residents in one answer'),
})

const headers = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/)
    .describe('A repeat within ten minutes is the same delivery and the same provisions'),
})

const response = {
  200: {
    description: `NDJSON, one object a line: record, tombstone, stopped; the last line is "end" with the next cursor.
An answer without an end line is incomplete: repeat it with the same Idempotency-Key.`,
    content: { 'application/x-ndjson': { schema: z.string() } },
  },
  ...problemResponses(400, 401, 403, 404, 409, 422, 429, 503),
}

/** What a company's program asks for, parsed. */
export interface ReadRequest {
  useId: Id<'use'>
  reasonCode: string
  ownWords: string | null
  cursor: string | null
  /** Only tombstones and stops: what a company must always be able to learn. */
  onlyWithdrawn?: true
  /** At most this many residents in one answer. */
  limit: number
  idempotencyKey: string
}

export function readRequestOf(request: {
  query: z.infer<typeof querystring>
  headers: z.infer<typeof headers>
}): ReadRequest {
  const { use, reasonCode, words, cursor, only, limit } = request.query
  return {
    useId: use,
    reasonCode,
    ownWords: words ?? null,
    cursor: cursor ?? null,
    ...(only === 'withdrawn' ? { onlyWithdrawn: true } : {}),
    limit,
    idempotencyKey: request.headers['idempotency-key'],
  }
}

/**
 * The schemas of the two routes by which records are read. The gate and the sandbox take them from here, so that a program
 * that has been tried against the one works with the other.
 */
export function describeReads({ scope, about = '' }: { scope: 'exchange' | 'sandbox'; about?: string }) {
  const asked = { querystring, headers, response, tags: [scope], security: [{ company: [scope] }] }
  return {
    all: {
      ...asked,
      summary: 'What is new in the consented records of all residents',
      description: `Exactly the consented items of consenting residents, under pseudonyms of this use alone.
A day whose data was taken back comes as a tombstone; a stop comes as a line "stopped".${about}`,
    },
    one: {
      ...asked,
      params: z.strictObject({ subject: idSchema<Id<'pseudonym'>>() }),
      summary: 'What is new in the consented records of one resident',
      description: `The resident is named by the pseudonym this use knows. When nothing of theirs may be read, the refusal is
written down and stands on their page.${about}`,
    },
  }
}
