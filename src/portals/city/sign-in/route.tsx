import { z } from 'zod'
import {
  askAtTheDoor,
  findSignedInStaff,
  identityRefusals,
  signInStaff,
  signOutStaff,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, goOn, sendPage } from '../../reader.ts'
import { answerSchema } from '../passkey/answer.ts'
import { staffViewOf } from '../staff-reader.ts'
import { CitySignInPage } from './view.tsx'

export function addCitySignInPage(pages: App): void {
  pages.get(paths.citySignIn, async (request, reply) => {
    const view = staffViewOf(request, reply, (await findSignedInStaff(request)) ?? null)
    return sendPage(reply, <CitySignInPage view={view} city={cityFor(request.tenant, view)} />)
  })

  pages.post(
    paths.cityChallenge(paths.citySignIn),
    { config: { bucket: 'sign-in', file: true } },
    async (request, reply) => reply.send(await askAtTheDoor(request)),
  )

  const schema = { body: z.object({ answer: answerSchema }) }
  pages.post(paths.citySignIn, { schema, config: { bucket: 'sign-in' } }, async (request, reply) => {
    const signedIn = await signInStaff(request, reply, request.body.answer)
    if (!signedIn.ok) return answerRefusal(request, reply, signedIn, identityRefusals)
    return goOn(reply, paths.city)
  })

  pages.post(paths.citySignOut, async (request, reply) => {
    await signOutStaff(request, reply)
    return goOn(reply, paths.citySignIn)
  })
}
