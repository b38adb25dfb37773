import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSignedInPerson, registerCompany } from '../../../identity/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { vendorRefusals } from '../../../vendors/index.ts'
import { invitationAddress } from '../../passkey/invitation-address.ts'
import { paths } from '../../paths.ts'
import { cityFor, employeesViewOf, sendPage } from '../../reader.ts'
import { readApplication, typedSchema, type RegisterField, type Typed } from './typed-application.ts'
import { RegisteredPage, RegisterPage } from './view.tsx'

/** Open to every company. Whether it is known already is answered in no way. */
export function addRegisterPage(pages: App): void {
  pages.get(paths.companyRegister, (request, reply) => answerPage(request, reply, {}, []))

  const options = { schema: { body: typedSchema }, config: { bucket: 'register' } } as const
  pages.post(paths.companyRegister, options, async (request, reply) => {
    const read = readApplication(request.body)
    if (!read.ok) return answerPage(request, reply.code(422), request.body, read.wrong)
    if (await pages.isOneTooManyToday(request, reply))
      return answerRefusal(request, reply, { because: 'registers-closed' }, vendorRefusals)
    const registered = await registerCompany(request.tenant, read.application)
    if (!registered.ok) return answerRefusal(request, reply, registered, vendorRefusals)
    const { token, expiresAt } = registered.invitation
    const address = invitationAddress(request.publicOrigin, token, paths.companyInvited)
    const view = employeesViewOf(request, reply, (await findSignedInPerson(request)) ?? null)
    const city = cityFor(request.tenant, view)
    return sendPage(reply, <RegisteredPage {...{ view, city, address, expiresAt }} />)
  })
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  typed: Typed,
  wrong: RegisterField[],
) {
  const view = employeesViewOf(request, reply, (await findSignedInPerson(request)) ?? null)
  return sendPage(reply, <RegisterPage {...{ view, city: cityFor(request.tenant, view), typed, wrong }} />)
}
