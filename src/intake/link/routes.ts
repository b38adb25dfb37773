import { z } from 'zod'
import { linkPartner, programOf, readLinkCode } from '../../identity/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { anyNo, config, described, linkIdSchema, refusals, writeHeaders } from '../route.ts'

const schema = {
  ...described,
  summary: 'Link a resident by their code',
  description:
    'The resident has made the code on their own page, for you and for the items that are answered, and types it at yours. It is good once, for ten minutes. Whatever is wrong with it, the answer is one. The link is yours alone, and says nothing of whose it is: of two partners nobody can tell that theirs are of one resident.',
  headers: writeHeaders,
  body: z.strictObject({ code: z.string().max(64).describe('Twelve figures, however they were typed') }),
  response: {
    201: z
      .object({
        link: linkIdSchema,
        items: z.array(z.string()).describe('What the resident chose: all else is left out'),
        endsAt: z.string().describe('RFC 3339'),
      })
      .describe('It stands until then, or until the resident ends it'),
    ...anyNo,
    ...problemResponses(409, 422),
  },
}

export function addLinkRoutes(app: App): void {
  app.post('/intake/v1/links', { config, schema }, async (request, reply) => {
    const { tenant, headers, body } = request
    const shown = {
      programId: programOf(request).programId,
      code: readLinkCode(body.code),
      idempotencyKey: headers['idempotency-key'],
    }
    const outcome = await linkPartner(tenant, shown)
    if (!outcome.ok) return answerRefusal(request, reply, outcome, refusals)
    const { linkId, link } = outcome
    return reply.code(201).send({ link: linkId, items: [...link.items], endsAt: link.endsAt.toISOString() })
  })
}
