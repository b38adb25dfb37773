import { Readable } from 'node:stream'
import { z } from 'zod'
import { appOf, writeOnceForLink, identityRefusals } from '../../identity/index.ts'
import { answerRefusal, httpRefusals, problemResponses, type App } from '../../platform/http/index.ts'
import { spool } from '../../platform/sealed-spool.ts'
import { depositRefusals, personInFileSchema, takeDeposit, type ReadingQueue } from '../../vault/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'
import type { MeServices } from '../services.ts'

const { config, described } = forScope('me:deposit')
const refusals = { ...httpRefusals, ...identityRefusals, ...depositRefusals, ...meRefusals }

const sendSchema = {
  ...described,
  summary: 'Send a file',
  description:
    'An export of Apple Health, or a FIT file, as it is. It is read behind the answer: ask for it until its state is preview, show the resident what it holds and what is left out, and confirm it. Nothing is kept before that.',
  consumes: ['application/octet-stream'],
  querystring: z.strictObject({ person: personInFileSchema.optional() }),
  headers: writeHeaders.extend({
    'x-file-name': z
      .string()
      .regex(/^(?:[\w.~-]|%[0-9A-Fa-f]{2}){1,300}$/)
      .default('file')
      .describe('Its name, in UTF-8, percent-encoded'),
  }),
  body: z.unknown().describe('The file'),
  response: {
    202: z.object({ importId: z.string() }).describe('It was taken, and is being read'),
    ...anyNo,
    ...problemResponses(409, 413, 415, 422, 507),
  },
}

export function addSendRoute(app: App, services: MeServices, queue: ReadingQueue): void {
  const { log, spoolDirectory: directory, uploadLimitBytes: limitBytes } = services
  app.post(
    '/me/v1/deposits',
    { config: { ...config, bucket: 'upload' }, schema: sendSchema },
    async (request, reply) => {
      const { tenant, query, headers, body } = request
      const app = appOf(request)
      if (!(body instanceof Readable))
        return answerRefusal(request, reply, { because: 'unsupported-media-type' }, refusals)
      const name = nameIn(headers['x-file-name'])
      // What is in it is compared by nothing: it is read once, and a repeat is answered without it.
      const content = { ...query, name, length: headers['content-length'] ?? null }
      const asked = { idempotencyKey: headers['idempotency-key'], deed: 'send-file', content }
      const outcome = await writeOnceForLink(tenant, app, asked, async () => {
        const taken = await takeDeposit(tenant, app.residentId, { queue, log }, async () => {
          const spooled = await spool(body, { directory, limitBytes, name })
          return spooled.ok ? { ...spooled, person: query.person } : spooled
        })
        return taken.ok ? { ok: true, answer: { importId: taken.importId } } : taken
      })
      return outcome.ok
        ? reply.code(202).send({ importId: outcome.answer.importId })
        : answerRefusal(request, reply, outcome, refusals)
    },
  )
}

/** Bytes that are no UTF-8 are no name. */
function nameIn(encoded: string): string {
  const bytes = Buffer.from(
    encoded.replaceAll(/%(..)/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  )
  return bytes
    .toString('utf8')
    .replaceAll(/\p{C}|\uFFFD/gu, '')
    .slice(0, 200)
}
