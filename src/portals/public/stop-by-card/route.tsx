import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { consentRefusals } from '../../../consent/index.ts'
import { findSignedIn, slipIn, typedNumberSchema } from '../../../identity/index.ts'
import { Personal } from '../../../kernel/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../reader.ts'
import { stopByCard } from './stop-by-card.ts'
import { StopByCardPage, type Outcome } from './view.tsx'

const body = z.strictObject({ number: z.string().max(64) })

/** 止める（カードで）: whoever has the number stops everything. The page, too, is counted apart from all others. */
export function addStopByCardPage(pages: App): void {
  const config = { bucket: 'card-stop' } as const
  pages.get(paths.stopByCard, { config }, (request, reply) => answerPage(request, reply, { is: 'asked' }))

  pages.post(paths.stopByCard, { config, schema: { body } }, async (request, reply) => {
    const number = typedNumberSchema.safeParse(request.body.number)
    if (!number.success) {
      const { number: text } = request.body
      const mistyped = { typed: new Personal(text), slip: slipIn(text) }
      return answerPage(request, reply.code(422), { is: 'mistyped', ...mistyped })
    }
    if (await stopByCard(request.tenant, number.data)) return answerPage(request, reply, { is: 'stopped' })
    const { status, ...sentence } = consentRefusals['not-kept']
    return answerPage(request, reply.code(status), { is: 'not-kept', sentence })
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, outcome: Outcome) {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  return sendPage(
    reply,
    <StopByCardPage view={view} city={cityFor(request.tenant, view)} outcome={outcome} />,
  )
}
