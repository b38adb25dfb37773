import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  companyPersons,
  endPerson,
  identityRefusals,
  invitePerson,
  invitePersonAgain,
  personIdSchema,
  personNameSchema,
  requireCompanyPerson,
} from '../../../identity/index.ts'
import { Personal } from '../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { invitationAddress } from '../../passkey/invitation-address.ts'
import { proofFirst } from '../../passkey/proof-first.tsx'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import { fillAgain } from '../../typed/fill-again.ts'
import type { FilledPage } from '../../typed/filled-page.ts'
import { companyPlace } from '../company-door.ts'
import { personReaderOf } from '../person-reader.ts'
import { PersonInvitedPage, PersonsPage, type PersonsPageProps } from './view.tsx'

const querystring = z.object({ done: z.enum(['ended']).optional().catch(undefined) })
const personSchema = z.object({ person: personIdSchema })
const looking = { preHandler: requireCompanyPerson }
/** In this order: what is asked again is asked of who may do it at all. */
const changing = { preHandler: [requireCompanyPerson, proofFirst(companyPlace)] }

type Invited = Awaited<ReturnType<typeof invitePerson>>

export function addPersonsPage(pages: App): void {
  pages.get(paths.companyPersons, { ...looking, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, request.query),
  )

  const body = z.union([
    personSchema,
    z.object({
      name: z.string().max(200),
      /** Whom it invites, so that sent twice it invites one. */
      attempt: personIdSchema.optional(),
    }),
  ])
  pages.post(paths.companyPersons, { ...changing, schema: { body } }, async (request, reply) => {
    const { person: by, tenant } = personReaderOf(request, reply)
    if ('person' in request.body)
      return answerInvited(request, reply, await invitePersonAgain(tenant, by, request.body.person))
    const name = personNameSchema.safeParse(request.body.name)
    if (!name.success) {
      const filling = await fillAgain(companyPlace, request)
      return answerPage(request, reply.code(422), { because: 'no-name', filling })
    }
    const invited = await invitePerson(tenant, by, new Personal(name.data), request.body.attempt)
    return answerInvited(request, reply, invited)
  })

  pages.post(
    paths.companyPersonEnd,
    { ...changing, schema: { body: personSchema } },
    async (request, reply) => {
      const { person: by, tenant } = personReaderOf(request, reply)
      const ended = await endPerson(tenant, by, request.body.person)
      if (!ended.ok) return answerRefusal(request, reply, ended, identityRefusals)
      return goOn(reply, `${paths.companyPersons}?done=ended`)
    },
  )
}

export const personsFilled: FilledPage = {
  page: paths.companyPersons,
  guard: looking.preHandler,
  show: (request, reply, { filling }) => answerPage(request, reply, { filling }),
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Pick<PersonsPageProps, 'done' | 'because' | 'filling'>,
) {
  const reader = personReaderOf(request, reply)
  const persons = await companyPersons(reader.tenant, reader.person.vendorId)
  return sendPage(reply, <PersonsPage {...reader} {...shown} persons={persons} />)
}

/** Shown at once and never again: the address would have to be kept, or to stand in another, for a GET to show it. */
function answerInvited(request: FastifyRequest, reply: FastifyReply, invited: Invited) {
  if (!invited.ok) return answerRefusal(request, reply, invited, identityRefusals)
  const { token, expiresAt } = invited.invitation
  const address = invitationAddress(request.publicOrigin, token, paths.companyInvited)
  return sendPage(
    reply,
    <PersonInvitedPage {...personReaderOf(request, reply)} {...{ address, expiresAt }} />,
  )
}
