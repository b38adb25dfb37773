import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { consentRefusals, giveConsent } from '../../consent/index.ts'
import { identityRefusals } from '../../identity/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { useIdSchema } from '../../review/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, instant, textOf, writeHeaders } from '../route.ts'
import { writeProven } from '../write.ts'

const { config, described } = forScope('me:agree')
const refusals = { ...identityRefusals, ...consentRefusals, ...meRefusals }

const bodySchema = z
  .strictObject({
    useId: useIdSchema,
    version: z.number().int().min(1).max(10_000).describe('Of the terms that the resident was shown'),
    items: z.array(z.enum(itemCodes)).min(1).max(30).describe('A sensitive item alone'),
  })
  .describe('What the resident chose')

const agreedSchema = z.object({ receiptNumber: z.string(), agreedAt: instant })

/** Agreeing rests on what the resident has just shown, here as on their pages. */
export function addConsentRoutes(app: App): void {
  app.post(
    '/me/v1/consents',
    {
      config,
      schema: {
        ...described,
        summary: 'Agree to a use',
        description:
          'The resident says that a company may use these items. Only within ten minutes of their showing who they are: after that it is answered 403 let-in-again, and you send them to /oidc/auth with prompt=login. An app that was ended is answered 401 bad-token, here as everywhere.',
        headers: writeHeaders,
        body: bodySchema,
        response: {
          200: agreedSchema.describe('It is agreed to'),
          ...anyNo,
          ...problemResponses(404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { tenant, body } = request
      const answer = { useId: body.useId, versionShown: body.version, items: body.items }
      const outcome = await writeProven(request, 'agree', async (by) => {
        const given = await giveConsent(tenant, by, answer)
        if (!given.ok) return given
        const { receiptNumber, happenedAt } = given
        return { ok: true, answer: { receiptNumber, agreedAt: textOf(happenedAt) } }
      })
      return outcome.ok ? outcome.answer : answerRefusal(request, reply, outcome, refusals)
    },
  )
}
