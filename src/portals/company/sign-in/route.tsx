import { z } from 'zod'
import {
  askAtCompanyDoor,
  findSignedInPerson,
  identityRefusals,
  signInPerson,
  signOutPerson,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { answerSchema } from '../../city/passkey/answer.ts'
import { paths } from '../../paths.ts'
import { cityFor, goOn, sendPage } from '../../reader.ts'
import { personsViewOf } from '../person-reader.ts'
import { CompanySignInPage } from './view.tsx'

export function addCompanySignInPage(pages: App): void {
  pages.get(paths.companySignIn, async (request, reply) => {
    const view = personsViewOf(request, reply, (await findSignedInPerson(request)) ?? null)
    return sendPage(reply, <CompanySignInPage view={view} city={cityFor(request.tenant, view)} />)
  })

  pages.post(
    paths.cityChallenge(paths.companySignIn),
    { config: { bucket: 'sign-in', file: true } },
    async (request, reply) => reply.send(await askAtCompanyDoor(request)),
  )

  const schema = { body: z.object({ answer: answerSchema }) }
  pages.post(paths.companySignIn, { schema, config: { bucket: 'sign-in' } }, async (request, reply) => {
    const signedIn = await signInPerson(request, reply, request.body.answer)
    if (!signedIn.ok) return answerRefusal(request, reply, signedIn, identityRefusals)
    return goOn(reply, paths.companyHome)
  })

  pages.post(paths.companySignOut, async (request, reply) => {
    await signOutPerson(request, reply)
    return goOn(reply, paths.companySignIn)
  })
}
