import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { consentRefusals } from '../../consent/index.ts'
import { replace } from '../../exchange/index.ts'
import { identityRefusals } from '../../identity/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { useIdSchema } from '../../review/index.ts'
import { vendorIdSchema } from '../../vendors/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, instant, textOf, writeHeaders } from '../route.ts'
import { writeProven } from '../write.ts'

const { config, described } = forScope('me:agree')
const refusals = { ...identityRefusals, ...consentRefusals, ...meRefusals }

const bodySchema = z
  .strictObject({
    vendorId: vendorIdSchema.describe('The company that is replaced: it is stopped altogether'),
    useId: useIdSchema.describe('Of another company, for the same purpose or of the same data'),
    version: z.number().int().min(1).max(10_000).describe('Of the terms that the resident was shown'),
    items: z.array(z.enum(itemCodes)).min(1).max(30).describe('A sensitive item alone'),
  })
  .describe('Which company, by what')

const replacedSchema = z.object({
  agreedReceiptNumber: z.string(),
  agreedAt: instant,
  stoppedReceiptNumber: z.string(),
  stoppedAt: instant,
  stillUnderWay: z
    .number()
    .int()
    .describe('Deliveries that had begun before the stop and have not ended yet'),
})

/** A yes, and so by the proof of one. Stopping alone needs none, at /me/v1/stops. */
export function addReplacementRoutes(app: App): void {
  app.post(
    '/me/v1/replacements',
    {
      config,
      schema: {
        ...described,
        summary: 'Change a company for another',
        description:
          'The resident says that another company may use these items, and the one they change is stopped: both or neither. Only within ten minutes of their showing who they are (else 403 let-in-again). To stop the one whatever becomes of the other, use /me/v1/stops. Taking the stop back is for the resident’s own pages.',
        headers: writeHeaders,
        body: bodySchema,
        response: {
          200: replacedSchema.describe('Both are done'),
          ...anyNo,
          ...problemResponses(404, 409, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const { tenant, body } = request
      const answer = { useId: body.useId, versionShown: body.version, items: body.items }
      const outcome = await writeProven(request, 'replace', async (by) => {
        const replaced = await replace(tenant, by, body.vendorId, answer)
        return replaced.ok ? { ok: true, answer: shown(replaced) } : replaced
      })
      return outcome.ok ? outcome.answer : answerRefusal(request, reply, outcome, refusals)
    },
  )
}

function shown({ agreed, stopped }: Extract<Awaited<ReturnType<typeof replace>>, { ok: true }>) {
  return {
    agreedReceiptNumber: agreed.receiptNumber,
    agreedAt: textOf(agreed.happenedAt),
    stoppedReceiptNumber: stopped.receiptNumber,
    stoppedAt: textOf(stopped.happenedAt),
    stillUnderWay: stopped.stillUnderWay.length,
  }
}
