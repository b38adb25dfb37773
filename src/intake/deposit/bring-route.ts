import { Readable } from 'node:stream'
import { z } from 'zod'
import { writeOnceForLink, countFile, stillLinked } from '../../identity/index.ts'
import { refuse } from '../../kernel/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { spool } from '../../platform/sealed-spool.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { personInFileSchema, takeDeposit, type ReadingQueue } from '../../vault/index.ts'
import {
  anyNo,
  config,
  described,
  linkIdSchema,
  linkOf,
  refusals,
  writeHeaders,
  type StandingLink,
} from '../route.ts'
import type { IntakeServices } from '../services.ts'

const schema = {
  ...described,
  summary: 'Bring a file',
  description:
    'An export of Apple Health, or a FIT file, as it is, of the resident whose link it is and of nobody else. It is read behind the answer. Of the items that the resident chose it is kept at once; all else is left out and counted.',
  consumes: ['application/octet-stream'],
  params: z.strictObject({ link: linkIdSchema }),
  querystring: z.strictObject({ person: personInFileSchema.optional() }),
  headers: writeHeaders,
  body: z.unknown().describe('The file'),
  response: {
    202: z.object({ deposit: z.string() }).describe('It was taken, and is being read'),
    ...anyNo,
    ...problemResponses(404, 409, 413, 415, 422, 507),
  },
}

export function addBringRoute(app: App, services: IntakeServices, queue: ReadingQueue): void {
  app.post(
    '/intake/v1/links/:link/deposits',
    { config: { ...config, bucket: 'upload' }, schema },
    async (request, reply) => {
      const { tenant, params, query, headers, body } = request
      const found = await linkOf(request, params.link)
      if (!found.ok) return answerRefusal(request, reply, found, refusals)
      if (!(body instanceof Readable))
        return answerRefusal(request, reply, { because: 'unsupported-media-type' }, refusals)
      const { link } = found
      // What is in it is compared by nothing: it is read once, and a repeat is answered without it.
      const content = { ...query, length: headers['content-length'] ?? null }
      const asked = { idempotencyKey: headers['idempotency-key'], deed: 'bring-file', content }
      const outcome = await writeOnceForLink(tenant, link, asked, async () => {
        const taken = await take(tenant, link, { services, queue, body, person: query.person })
        return taken.ok ? { ok: true, answer: { deposit: taken.importId } } : taken
      })
      return outcome.ok
        ? reply.code(202).send({ deposit: outcome.answer.deposit })
        : answerRefusal(request, reply, outcome, refusals)
    },
  )
}

interface File {
  services: IntakeServices
  queue: ReadingQueue
  body: Readable
  person: number | undefined
}

async function take(tenant: Tenant, link: StandingLink, { services, queue, body, person }: File) {
  if (!(await countFile(tenant, link))) return refuse('partner-too-often')
  const { log, spoolDirectory: directory, uploadLimitBytes: limitBytes } = services
  const stands = (client: Parameters<typeof stillLinked>[0]) => stillLinked(client, link)
  const receive = async () => {
    // What a partner calls its files is no text of ours: residents read by which name they know it.
    const spooled = await spool(body, { directory, limitBytes, name: link.name })
    return spooled.ok ? { ...spooled, person } : spooled
  }
  const taken = await takeDeposit(tenant, link.residentId, { queue, log }, receive, { ...link, stands })
  // A partner's file is not refused for that: whether they have agreed to the newest terms is between them and the city.
  if (!taken.ok && taken.because === 'terms-not-agreed')
    throw new Error('a file of a partner asks for no terms')
  return taken
}
