import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Sentence } from '../../kernel/index.ts'

export const problemType = 'application/problem+json'

/** RFC 9457, with our own members `because` (closed per operation), `titles` and, for faults, `incident`. */
export const problemSchema = z
  .object({
    type: z.string().describe('Names the reason; relative to this API'),
    title: z.string().describe('The sentence for a person, in the language asked for'),
    titles: z.object({ ja: z.string(), en: z.string() }),
    status: z.number().int(),
    because: z.string().describe('The reason, from the closed list of the operation'),
    instance: z.string().describe('This one request, as urn:uuid'),
    incident: z.string().optional().describe('Only for a fault of ours: mention it when you contact us'),
    fields: z
      .array(z.string())
      .max(20)
      .optional()
      .describe('Only for malformed: which fields, never their values'),
  })
  .describe('A problem document (RFC 9457)')
type Problem = z.infer<typeof problemSchema>

/** One answer that is not a yes. */
export interface No {
  status: number
  because: string
  words: Sentence
  incident?: string
  fields?: string[]
}

/** Of a request, what its problem document is made of; of one that could not be read there is no more. */
type Asked = Pick<FastifyRequest, 'id'> & {
  headers: { 'accept-language'?: string | undefined }
}

export function problemOf(request: Asked, { status, because, words, incident, fields }: No): Problem {
  return {
    type: `/problems/${because}`,
    title: wantsEnglish(request) ? words.en : words.ja,
    titles: { ja: words.ja, en: words.en },
    status,
    because,
    instance: `urn:uuid:${request.id}`,
    ...(incident === undefined ? {} : { incident }),
    ...(fields === undefined ? {} : { fields }),
  }
}

/** The language named first wins; Japanese when nothing is named. */
function wantsEnglish(request: Asked): boolean {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '')
}

/** For the `response` of a route's schema: the statuses in which it answers no. */
export function problemResponses<const Status extends number>(...statuses: Status[]) {
  const answer = { description: 'No, and why', content: { [problemType]: { schema: problemSchema } } }
  return Object.fromEntries(statuses.map((status) => [status, answer])) as Record<Status, typeof answer>
}
