import { z } from 'zod'
import { consentRefusals, endOfPause } from '../../consent/index.ts'
import { pause } from '../../exchange/index.ts'
import { identityRefusals } from '../../identity/index.ts'
import { localDaySchema } from '../../kernel/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, writeHeaders } from '../route.ts'
import { answerOf, scopeOf, stoppedSchema, whatSchema } from '../stop/routes.ts'
import { byApp, writeOnce } from '../write.ts'

const { config, described } = forScope('me:stop')
const refusals = { ...identityRefusals, ...consentRefusals, ...meRefusals }

const bodySchema = z
  .strictObject({
    what: whatSchema,
    lastDay: localDaySchema
      .nullable()
      .describe('The last day on which it is paused, in Japan; null: until the resident resumes it'),
  })
  .describe('What to pause, and for how long')

/** A stop for a while: like any stop it asks for nothing more, however old the token's proof is. */
export function addPauseRoutes(app: App): void {
  app.post(
    '/me/v1/pauses',
    {
      config: { ...config, bucket: 'stop' },
      schema: {
        ...described,
        summary: 'Pause what companies use',
        description:
          'Until a day, or until the resident resumes it; what is paused already only for longer. No read that begins after the answer succeeds until then. It takes up to two seconds, for what had begun to end.',
        headers: writeHeaders,
        body: bodySchema,
        response: {
          200: stoppedSchema.describe('It is paused'),
          ...anyNo,
          ...problemResponses(409, 422, 503),
        },
      },
    },
    async (request, reply) => {
      const { tenant, body } = request
      const pausedUntil = body.lastDay === null ? null : endOfPause(body.lastDay)
      const outcome = await writeOnce(request, 'pause', async () =>
        answerOf(await pause(tenant, byApp(request), await scopeOf(tenant, body.what), pausedUntil)),
      )
      return outcome.ok ? outcome.answer : answerRefusal(request, reply, outcome, refusals)
    },
  )
}
