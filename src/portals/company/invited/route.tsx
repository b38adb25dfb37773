import { z } from 'zod'
import {
  askForInvitedPerson,
  findSignedInPerson,
  identityRefusals,
  joinCompany,
} from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { invitationIn } from '../../city/invited/address.ts'
import { answerSchema } from '../../city/passkey/answer.ts'
import { paths } from '../../paths.ts'
import { cityFor, goOn, sendPage } from '../../reader.ts'
import { personsViewOf } from '../person-reader.ts'
import { CompanyInvitedPage } from './view.tsx'

/** Typed, pasted, or put there by the script from behind the `#` of the address. */
const invitation = z.string().max(2_000).transform(invitationIn)

export function addCompanyInvitedPage(pages: App): void {
  pages.get(paths.companyInvited, async (request, reply) => {
    const view = personsViewOf(request, reply, (await findSignedInPerson(request)) ?? null)
    return sendPage(reply, <CompanyInvitedPage view={view} city={cityFor(request.tenant, view)} />)
  })

  pages.post(
    paths.cityChallenge(paths.companyInvited),
    { schema: { body: z.object({ invitation }) }, config: { bucket: 'sign-in', file: true } },
    async (request, reply) => {
      const asked = await askForInvitedPerson(request, request.body.invitation)
      if (!asked)
        return answerRefusal(request, reply, { because: 'bad-company-invitation' }, identityRefusals)
      return reply.send(asked)
    },
  )

  const schema = { body: z.object({ invitation, answer: answerSchema }) }
  pages.post(paths.companyInvited, { schema, config: { bucket: 'sign-in' } }, async (request, reply) => {
    const { invitation: token, answer } = request.body
    const joined = await joinCompany(request, reply, { token, answer })
    if (!joined.ok) return answerRefusal(request, reply, joined, identityRefusals)
    return goOn(reply, paths.companyHome)
  })
}
