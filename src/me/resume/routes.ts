import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { consentRefusals, resumeConsent } from '../../consent/index.ts'
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
    items: z
      .array(z.enum(itemCodes))
      .min(1)
      .max(30)
      .nullable()
      .describe('A sensitive item alone; null: all that are paused and not sensitive'),
  })
  .describe('What may be used again')

const resumedSchema = z.object({ receiptNumber: z.string(), resumedAt: instant })

/** To resume is to say yes: it rests on what the resident has just shown, as agreeing does. */
export function addResumeRoutes(app: App): void {
  const schema = {
    ...described,
    summary: 'Resume what is paused',
    description:
      'Only within ten minutes of the resident’s showing who they are, as for /me/v1/consents. Where it is no longer as they agreed to it, it is answered 409 ask-anew, and you ask them at /me/v1/consents.',
    headers: writeHeaders,
    body: bodySchema,
    response: {
      200: resumedSchema.describe('It may be used again'),
      ...anyNo,
      ...problemResponses(404, 409, 422),
    },
  }
  app.post('/me/v1/resumptions', { config, schema }, async (request, reply) => {
    const { tenant, body } = request
    const outcome = await writeProven(request, 'resume', async (by) => {
      const resumed = await resumeConsent(tenant, by, body)
      if (!resumed.ok) return resumed
      const { receiptNumber, happenedAt } = resumed
      return { ok: true, answer: { receiptNumber, resumedAt: textOf(happenedAt) } }
    })
    return outcome.ok ? outcome.answer : answerRefusal(request, reply, outcome, refusals)
  })
}
