import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { writeOnceForLink } from '../../identity/index.ts'
import { refuse } from '../../kernel/index.ts'
import { answerRefusal, problemResponses, type App } from '../../platform/http/index.ts'
import { findBrought, importIdSchema, takeBackBrought } from '../../vault/index.ts'
import { anyNo, config, described, linkIdSchema, linkOf, refusals, writeHeaders } from '../route.ts'
import { broughtSchema, shownToPartner } from './deposit-shown.ts'

/** Taking back answers no earlier: otherwise the time would tell whether there was something to take out. */
const answerAfterMs = 2_000

const params = z.strictObject({ link: linkIdSchema, deposit: importIdSchema })

export function addLookRoute(app: App): void {
  const schema = {
    ...described,
    summary: 'How far a file is',
    description:
      'How many of each item the file has. The answer is the same whatever becomes of what was read: whether it was kept, whose it is and what else they have deposited is not told, nor what they have done with it since.',
    params,
    response: { 200: broughtSchema.describe('How far it is'), ...anyNo, ...problemResponses(404) },
  }
  app.get('/intake/v1/links/:link/deposits/:deposit', { config, schema }, async (request, reply) => {
    const found = await linkOf(request, request.params.link)
    if (!found.ok) return answerRefusal(request, reply, found, refusals)
    const brought = await findBrought(request.tenant, found.link, request.params.deposit)
    return brought
      ? shownToPartner(request.params.deposit, brought)
      : answerRefusal(request, reply, { because: 'no-deposit' }, refusals)
  })
}

export function addTakeBackRoute(app: App): void {
  const schema = {
    ...described,
    summary: 'Take a file back',
    description:
      'Exactly what came with it goes, and the resident is told. Where nothing of it is kept, the answer is the same, after the same time.',
    params,
    headers: writeHeaders,
    response: {
      200: z.object({ deposit: z.string() }).describe('It is not kept any more'),
      ...anyNo,
      ...problemResponses(404, 409),
    },
  }
  app.post(
    '/intake/v1/links/:link/deposits/:deposit/take-back',
    { config, schema },
    async (request, reply) => {
      const { tenant, params, headers } = request
      const found = await linkOf(request, params.link)
      if (!found.ok) return answerRefusal(request, reply, found, refusals)
      const asked = {
        idempotencyKey: headers['idempotency-key'],
        deed: 'take-back-file',
        content: params.deposit,
      }
      const outcome = await writeOnceForLink(tenant, found.link, asked, async () => {
        const earliest = performance.now() + answerAfterMs
        const done = await takeBackBrought(tenant, found.link, params.deposit)
        if (done.ok) await sleep(Math.max(0, earliest - performance.now()))
        if (done.ok) return { ok: true, answer: { deposit: params.deposit } }
        return refuse(done.because === 'not-found' ? 'no-deposit' : 'not-read-yet')
      })
      return outcome.ok
        ? reply.send({ deposit: outcome.answer.deposit })
        : answerRefusal(request, reply, outcome, refusals)
    },
  )
}
