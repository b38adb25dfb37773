import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { companyOf, requireCompany } from '../identity/index.ts'
import { answerRefusal, problemResponses, type App } from '../platform/http/index.ts'
import { useIdSchema } from '../review/index.ts'
import { deliver } from './deliver.ts'
import { findSubject } from './find-subject.ts'
import { openDelivery, type DeliveryRequest } from './open-delivery.ts'
import { exchangeRefusals } from './refusals.ts'
import { ReceiverGone, ResponseReceiver } from './response-receiver.ts'
import { pseudonymSchema } from './store.ts'

const querySchema = z.strictObject({
  use: useIdSchema.describe('The approved use under which you read'),
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
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(5_000)
    .default(1_000)
    .describe('At most this many residents in one answer'),
})

const headersSchema = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[A-Za-z0-9_-]{8,64}$/)
    .describe('A repeat within ten minutes is the same delivery and the same provisions'),
})

const answers = {
  200: {
    description: `NDJSON, one object a line: record, tombstone, stopped; the last line is "end" with the next cursor.
An answer without an end line is incomplete: repeat it with the same Idempotency-Key.`,
    content: { 'application/x-ndjson': { schema: z.string() } },
  },
  ...problemResponses(400, 401, 403, 404, 409, 422, 429, 503),
}

/** For programs with a token; not by HEAD, which would record a provision of which nothing leaves. */
const asProgram = {
  config: { caller: 'program' },
  onRequest: requireCompany,
  exposeHeadRoute: false,
} as const

/** What companies read. Every step is in `openDelivery` and `deliver`; here is only parsing and the wire. */
export function addExchangeRoutes(app: App): void {
  app.get(
    '/exchange/v1/records',
    {
      ...asProgram,
      schema: {
        tags: ['exchange'],
        summary: 'What is new in the consented records of all residents',
        description: `Exactly the consented items of consenting residents, under pseudonyms of this use alone.
A day whose data was taken back comes as a tombstone; a stop comes as a line "stopped".`,
        security: [{ company: ['exchange'] }],
        querystring: querySchema,
        headers: headersSchema,
        response: answers,
      },
    },
    (request, reply) => answerRead(request, reply, { ...requestOf(request), subject: null }),
  )
  app.get(
    '/exchange/v1/residents/:subject/records',
    {
      ...asProgram,
      schema: {
        tags: ['exchange'],
        summary: 'What is new in the consented records of one resident',
        description: `The resident is named by the pseudonym this use knows. When nothing of theirs may be read, the refusal is
written down and stands on their page.`,
        security: [{ company: ['exchange'] }],
        params: z.strictObject({ subject: pseudonymSchema }),
        querystring: querySchema,
        headers: headersSchema,
        response: answers,
      },
    },
    (request, reply) =>
      answerRead(request, reply, { ...requestOf(request), subject: request.params.subject }),
  )
}

function requestOf(request: {
  query: z.infer<typeof querySchema>
  headers: z.infer<typeof headersSchema>
}): Omit<DeliveryRequest, 'subject'> {
  const { use, reasonCode, words, cursor, limit } = request.query
  return {
    useId: use,
    reasonCode,
    ownWords: words ?? null,
    cursor: cursor ?? null,
    limit,
    idempotencyKey: request.headers['idempotency-key'],
  }
}

async function answerRead(request: FastifyRequest, reply: FastifyReply, wanted: DeliveryRequest) {
  const tenant = { ...request.tenant, database: request.tenant.deliveryDatabase }
  const open = await openDelivery(tenant, companyOf(request), wanted)
  if (!open.ok) return answerRefusal(request, reply, open, exchangeRefusals)
  const subject = wanted.subject && (await findSubject(tenant, open.read, wanted.subject))
  if (subject && !subject.ok) return answerRefusal(request, reply, subject, exchangeRefusals)

  const receiver = new ResponseReceiver(reply)
  try {
    const end = await deliver(tenant, open, subject?.residentId ?? null, receiver)
    if (end.ok) return await receiver.end()
    if (!receiver.begun) return await answerRefusal(request, reply, end, exchangeRefusals)
    // The status is long gone. Cutting the connection leaves the answer without its end line: incomplete.
    reply.raw.destroy()
  } catch (fault) {
    if (!receiver.begun) throw fault
    reply.raw.destroy()
    if (!(fault instanceof ReceiverGone)) throw fault
  }
  return reply
}
