import { z } from 'zod'
import {
  askAtTheDoor,
  identityRefusals,
  residentDoor,
  signInWithPasskey,
} from '../../../../identity/index.ts'
import { answerRefusal, type App } from '../../../../platform/http/index.ts'
import { afterSignIn } from '../../../after-sign-in.ts'
import { keepLanguageInside } from '../../../language.ts'
import { answerSchema } from '../../../passkey/answer.ts'
import { paths } from '../../../paths.ts'
import { goOn } from '../../../reader.ts'

const config = { bucket: 'sign-in' } as const

/** Signing in with a passkey, from the form on the sign-in page. Whose it is, the authenticator says. */
export function addPasskeySignIn(pages: App): void {
  pages.post(
    paths.challenge(paths.signInPasskey),
    { config: { ...config, file: true } },
    async (request, reply) => reply.send(await askAtTheDoor(request, residentDoor)),
  )

  const schema = { body: z.object({ answer: answerSchema }) }
  pages.post(paths.signInPasskey, { schema, config }, async (request, reply) => {
    const entered = await signInWithPasskey(request, reply, request.body.answer)
    if (!entered.ok) return answerRefusal(request, reply, entered, identityRefusals)
    await keepLanguageInside(request, entered.residentId)
    return goOn(reply, await afterSignIn(request, entered.residentId))
  })
}
