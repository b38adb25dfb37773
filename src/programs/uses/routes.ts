import { z } from 'zod'
import { programOf } from '../../identity/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { findUse, listUses, newUseTermsSchema, useIdSchema, type Use } from '../../review/index.ts'
import { vendorIdSchema } from '../../vendors/index.ts'
import { programRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'
import { writeOnce } from '../write-once.ts'
import { publishVersion, stopOffering } from './change-use.ts'

const { config, described } = forScope('admin:uses')

const useSchema = z.object({
  useId: z.string(),
  vendorId: z.string(),
  version: z.number().int(),
  standing: z.enum(['approved', 'suspended', 'ended']),
  title: z.object({ ja: z.string(), jaEasy: z.string(), en: z.string() }),
  purpose: z.string(),
  items: z.array(z.string()),
})

export function addUseRoutes(app: App): void {
  addList(app)
  addPublish(app)
  addEnd(app)
}

function addList(app: App): void {
  app.get(
    '/admin/v1/uses',
    {
      config,
      schema: {
        ...described,
        summary: 'The uses of the city',
        description: 'The current version of each, ended ones among them. A city has at most 1,000.',
        response: { 200: z.object({ uses: z.array(useSchema) }).describe('Every use'), ...anyNo },
      },
    },
    async ({ tenant }) => ({ uses: (await listUses(tenant.database)).map(shown) }),
  )
}

function addPublish(app: App): void {
  app.put(
    '/admin/v1/uses/:useId/versions/:version',
    {
      config,
      schema: {
        ...described,
        summary: 'Publish a version of a use',
        description: `The first of a use, or the next one. From then on residents are asked about it; consents to the version
before do not reach it. A version that is out never changes.`,
        params: z.strictObject({
          useId: useIdSchema,
          version: z.coerce.number().int().min(1).max(10_000),
        }),
        headers: writeHeaders,
        body: z
          .strictObject({ vendorId: vendorIdSchema, terms: newUseTermsSchema })
          .describe('The company, and the reviewed terms'),
        response: { 200: useSchema.describe('As it is now'), ...anyNo, ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const { tenant, params, body, headers } = request
      const content = { ...params, ...body }
      const asked = {
        ...programOf(request),
        idempotencyKey: headers['idempotency-key'],
        deed: 'publish-use',
        content,
      }
      const outcome = await writeOnce(tenant, asked, (client) => publishVersion(tenant, client, content))
      if (!outcome.ok) return answerRefusal(request, reply, outcome, programRefusals)
      const use = await findUse(tenant.database, params.useId)
      return use ? shown(use) : answerRefusal(request, reply, { because: 'unknown-use' }, programRefusals)
    },
  )
}

function addEnd(app: App): void {
  app.post(
    '/admin/v1/uses/:useId/end',
    {
      config,
      schema: {
        ...described,
        summary: 'End a use',
        description:
          'For good, and for every version: nobody is asked any more, and nothing more is delivered under it.',
        params: z.strictObject({ useId: useIdSchema }),
        headers: writeHeaders,
        response: { 200: useSchema.describe('As it is now'), ...anyNo, ...problemResponses(404, 409) },
      },
    },
    async (request, reply) => {
      const { tenant, params, headers } = request
      const asked = {
        ...programOf(request),
        idempotencyKey: headers['idempotency-key'],
        deed: 'end-use',
        content: params,
      }
      const outcome = await writeOnce(tenant, asked, (client) => stopOffering(client, params.useId))
      if (!outcome.ok) return answerRefusal(request, reply, outcome, programRefusals)
      const use = await findUse(tenant.database, params.useId)
      return use ? shown(use) : answerRefusal(request, reply, { because: 'unknown-use' }, programRefusals)
    },
  )
}

function shown({ terms: { title, purpose, items }, ...use }: Use) {
  return { ...use, title, purpose, items }
}
