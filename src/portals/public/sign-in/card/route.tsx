import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  demoCard,
  findSignedIn,
  identityRefusals,
  signInWithCard,
  slipIn,
  typedNumberSchema,
  typedPinSchema,
} from '../../../../identity/index.ts'
import { Personal } from '../../../../kernel/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import { afterSignIn } from '../../../after-sign-in.ts'
import { keepLanguageInside } from '../../../language.ts'
import { paths } from '../../../paths.ts'
import { cityFor, goOn, sendPage, viewOf } from '../../../reader.ts'
import { CardSignInPage, type Typed } from './view.tsx'

const body = z.strictObject({ number: z.string().max(64), pin: z.string().max(64) })
const nothingTyped: Typed = { number: new Personal(''), wrong: {} }

/** Signing in with number and PIN. What was mistyped is told at once, without asking the database. */
export function addCardSignInPage(pages: App): void {
  pages.get(paths.signInCard, (request, reply) => answerPage(request, reply, nothingTyped))

  const options = { schema: { body }, config: { bucket: 'sign-in' } } as const
  pages.post(paths.signInCard, options, async (request, reply) => {
    const number = typedNumberSchema.safeParse(request.body.number)
    const pin = typedPinSchema.safeParse(request.body.pin)
    const typed = { number: new Personal(request.body.number) }
    if (!number.success || !pin.success) {
      const wrong: Typed['wrong'] = {
        ...(!number.success && { number: `wrong-${slipIn(request.body.number)}` }),
        ...(!pin.success && { pin: 'pinWrong' }),
      }
      return answerPage(request, reply.code(422), { ...typed, wrong })
    }
    const entered = await signInWithCard(request, reply, { number: number.data, pin: pin.data })
    if (!entered.ok) {
      const { status, ...refused } = identityRefusals[entered.because]
      return answerPage(request, reply.code(status), { ...typed, wrong: {}, refused })
    }
    await keepLanguageInside(request, entered.residentId)
    return goOn(reply, await afterSignIn(request, entered.residentId))
  })
}

async function answerPage(request: FastifyRequest, reply: FastifyReply, typed: Typed) {
  const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
  const demo = request.server.demoSignIn ? demoCard : null
  return sendPage(
    reply,
    <CardSignInPage view={view} city={cityFor(request.tenant, view)} {...{ typed, demo }} />,
  )
}
