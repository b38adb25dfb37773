import { z } from 'zod'
import { itemCodes } from '../../catalog/index.ts'
import { consentRefusals, type ConsentActRefusal, type StopScope } from '../../consent/index.ts'
import { stop } from '../../exchange/index.ts'
import { identityRefusals } from '../../identity/index.ts'
import type { Refusal } from '../../kernel/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { useIdSchema, usesOf } from '../../review/index.ts'
import { vendorIdSchema } from '../../vendors/index.ts'
import { meRefusals } from '../refusals.ts'
import { anyNo, forScope, instant, textOf, writeHeaders } from '../route.ts'
import { byApp, writeOnce } from '../write.ts'

const { config, described } = forScope('me:stop')
const refusals = { ...identityRefusals, ...consentRefusals, ...meRefusals }

/** One item of a use, a whole use, everything of a company, or everything. */
export const whatSchema = z
  .union([
    z.strictObject({ useId: useIdSchema, item: z.enum(itemCodes) }),
    z.strictObject({ useId: useIdSchema }),
    z.strictObject({ vendorId: vendorIdSchema }),
    z.strictObject({ everything: z.literal(true) }),
  ])
  .describe('One item of a use, a use, everything of a company, or everything')
export type What = z.infer<typeof whatSchema>

export const stoppedSchema = z.object({
  receiptNumber: z.string().nullable().describe('Null where nothing was left to stop'),
  stoppedAt: instant.nullable(),
  stillUnderWay: z.number().int().describe('Deliveries that had begun before and have not ended yet'),
})
export type Stopped = z.infer<typeof stoppedSchema>

/** Stopping asks for nothing more, however old the token's proof is. */
export function addStopRoutes(app: App): void {
  app.post(
    '/me/v1/stops',
    {
      config: { ...config, bucket: 'stop' },
      schema: {
        ...described,
        summary: 'Stop what companies use',
        description:
          'No read that begins after the answer succeeds. It takes up to two seconds, for what had begun to end. Taking a stop back is for the resident’s own pages.',
        headers: writeHeaders,
        body: whatSchema,
        response: { 200: stoppedSchema.describe('It is stopped'), ...anyNo, ...problemResponses(409, 503) },
      },
    },
    async (request, reply) => {
      const { tenant, body } = request
      const outcome = await writeOnce(request, 'stop', async () =>
        answerOf(await stop(tenant, byApp(request), await scopeOf(tenant, body))),
      )
      return outcome.ok ? outcome.answer : answerRefusal(request, reply, outcome, refusals)
    },
  )
}

/** Of a stop and of a pause. */
export function answerOf(
  stopped: Awaited<ReturnType<typeof stop>>,
): { ok: true; answer: Stopped } | Refusal<ConsentActRefusal> {
  if (stopped.ok) {
    const { receiptNumber, happenedAt, stillUnderWay } = stopped
    const answer = { receiptNumber, stoppedAt: textOf(happenedAt), stillUnderWay: stillUnderWay.length }
    return { ok: true, answer }
  }
  // What was never allowed, or is not there, is as good as stopped.
  const isOver = stopped.because === 'already-stopped' || stopped.because === 'not-found'
  return isOver ? { ok: true, answer: { receiptNumber: null, stoppedAt: null, stillUnderWay: 0 } } : stopped
}

export async function scopeOf({ database }: Tenant, what: What): Promise<StopScope> {
  if ('everything' in what) return { useId: null, items: null }
  if ('vendorId' in what) {
    const uses = await usesOf(database, what.vendorId)
    return { useId: null, items: null, amongUses: uses.map(({ useId }) => useId) }
  }
  return { useId: what.useId, items: 'item' in what ? [what.item] : null }
}
