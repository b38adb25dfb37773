import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { consentRefusals, refuseConsent } from '../../consent/index.ts'
import { identityRefusals } from '../../identity/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { useIdSchema } from '../../review/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, instant, textOf, writeHeaders } from '../route.ts'
import { byApp, writeOnce } from '../write.ts'

const { config, described } = forScope('me:stop')
const refusals = { ...identityRefusals, ...consentRefusals, ...meRefusals }

const bodySchema = z
  .strictObject({
    useId: useIdSchema,
    version: z.number().int().min(1).max(10_000).describe('Of the terms that the resident was shown'),
    items: z.array(z.enum(itemCodes)).min(1).max(30).describe('Those they were asked about'),
  })
  .describe('What the resident refused')

const refusedSchema = z.object({ receiptNumber: z.string(), refusedAt: instant })

/** A no needs no proof, here as on the pages: whoever says it, nothing is given. */
export function addRefusalRoutes(app: App): void {
  const schema = {
    ...described,
    summary: 'Refuse a use',
    description:
      'The resident says no to what a company asks for. It is remembered, so that they are not asked again and again. What is allowed now is stopped at /me/v1/stops, not here.',
    headers: writeHeaders,
    body: bodySchema,
    response: { 200: refusedSchema.describe('It is refused'), ...anyNo, ...problemResponses(404, 409, 422) },
  }
  app.post('/me/v1/refusals', { config, schema }, async (request, reply) => {
    const { tenant, body } = request
    const answer = { useId: body.useId, versionShown: body.version, items: body.items }
    const outcome = await writeOnce(request, 'refuse', async () => {
      const refused = await refuseConsent(tenant, byApp(request), answer)
      if (!refused.ok) return refused
      const { receiptNumber, happenedAt } = refused
      return { ok: true, answer: { receiptNumber, refusedAt: textOf(happenedAt) } }
    })
    return outcome.ok ? outcome.answer : answerRefusal(request, reply, outcome, refusals)
  })
}
