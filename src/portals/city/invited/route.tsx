import { z } from 'zod'
import { askForInvited, findSignedInStaff, identityRefusals, joinStaff } from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { cityFor, goOn, sendPage } from '../../reader.ts'
import { answerSchema } from '../passkey/answer.ts'
import { staffViewOf } from '../staff-reader.ts'
import { invitationIn } from './address.ts'
import { InvitedPage } from './view.tsx'

/** Typed, pasted, or put there by the script from behind the `#` of the address. */
const invitation = z.string().max(2_000).transform(invitationIn)

export function addInvitedPage(pages: App): void {
  pages.get(paths.cityInvited, async (request, reply) => {
    const view = staffViewOf(request, reply, (await findSignedInStaff(request)) ?? null)
    return sendPage(reply, <InvitedPage view={view} city={cityFor(request.tenant, view)} />)
  })

  const asking = { schema: { body: z.object({ invitation }) } }
  pages.post(
    paths.cityChallenge(paths.cityInvited),
    { ...asking, config: { bucket: 'sign-in', file: true } },
    async (request, reply) => {
      const asked = await askForInvited(request, request.body.invitation)
      if (!asked) return answerRefusal(request, reply, { because: 'bad-invitation' }, identityRefusals)
      return reply.send(asked)
    },
  )

  const schema = { body: z.object({ invitation, answer: answerSchema }) }
  pages.post(paths.cityInvited, { schema, config: { bucket: 'sign-in' } }, async (request, reply) => {
    const { invitation: token, answer } = request.body
    const joined = await joinStaff(request, reply, { token, answer })
    if (!joined.ok) return answerRefusal(request, reply, joined, identityRefusals)
    return goOn(reply, paths.city)
  })
}
