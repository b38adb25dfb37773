import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  appointStaff,
  changeRole,
  endStaff,
  identityRefusals,
  inviteAgain,
  requireStaff,
  staffIdSchema,
  staffMembers,
  staffNameSchema,
  staffRoles,
} from '../../../identity/index.ts'
import { Personal } from '../../../kernel/index.ts'
import { answerRefusal, type App } from '../../../platform/http/index.ts'
import { proofFirst } from '../../passkey/proof-first.tsx'
import { invitationAddress } from '../../passkey/invitation-address.ts'
import { paths } from '../../paths.ts'
import { goOn, sendPage } from '../../reader.ts'
import { fillAgain } from '../../typed/fill-again.ts'
import type { FilledPage } from '../../typed/filled-page.ts'
import { cityPlace } from '../city-door.ts'
import { staffReaderOf } from '../staff-reader.ts'
import { InvitationPage } from './invitation-page.tsx'
import { StaffPage, type StaffPageProps } from './view.tsx'

const querystring = z.object({ done: z.enum(['role', 'ended']).optional().catch(undefined) })
const roleSchema = z.enum(staffRoles)
const memberSchema = z.object({ member: staffIdSchema })
const looking = { preHandler: requireStaff('appoint-staff') }
/** In this order: what is asked again is asked of who may do it at all. */
const changing = { preHandler: [requireStaff('appoint-staff'), proofFirst(cityPlace)] }

type Invited = Awaited<ReturnType<typeof appointStaff>>

export function addStaffPage(pages: App): void {
  pages.get(paths.staff, { ...looking, schema: { querystring } }, (request, reply) =>
    answerPage(request, reply, request.query),
  )
  addAppointing(pages)
  addChanging(pages)
}

export const staffFilled: FilledPage = {
  page: paths.staff,
  guard: looking.preHandler,
  show: (request, reply, { filling }) => answerPage(request, reply, { filling }),
}

async function answerPage(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Pick<StaffPageProps, 'done' | 'because' | 'filling'>,
) {
  const reader = staffReaderOf(request, reply)
  const members = await staffMembers(reader.tenant)
  return sendPage(reply, <StaffPage {...reader} {...shown} members={members} />)
}

function addAppointing(pages: App): void {
  const body = z.union([
    memberSchema,
    z.object({
      name: z.string().max(200),
      role: roleSchema.optional(),
      /** Whom it makes, so that sent twice it makes one. */
      attempt: staffIdSchema.optional(),
    }),
  ])
  pages.post(paths.staff, { ...changing, schema: { body } }, async (request, reply) => {
    const { staff, tenant } = staffReaderOf(request, reply)
    const by = staff.staffId
    if ('member' in request.body) {
      const invited = await inviteAgain(tenant, { by, staffId: request.body.member })
      return answerInvited(request, reply, invited)
    }
    const name = staffNameSchema.safeParse(request.body.name)
    const { role, attempt: staffId } = request.body
    if (!name.success || role === undefined) {
      const because = name.success ? 'no-role' : 'no-name'
      return answerPage(request, reply.code(422), { because, filling: await fillAgain(cityPlace, request) })
    }
    const appointment = { name: new Personal(name.data), role, staffId }
    return answerInvited(request, reply, await appointStaff(tenant, by, appointment))
  })
}

function addChanging(pages: App): void {
  const body = memberSchema.extend({ role: roleSchema })
  pages.post(paths.staffRole, { ...changing, schema: { body } }, async (request, reply) => {
    const { staff, tenant } = staffReaderOf(request, reply)
    const { member: staffId, role } = request.body
    const changed = await changeRole(tenant, { by: staff.staffId, staffId, role })
    if (!changed.ok) return answerRefusal(request, reply, changed, identityRefusals)
    return goOn(reply, `${paths.staff}?done=role`)
  })

  pages.post(paths.staffEnd, { ...changing, schema: { body: memberSchema } }, async (request, reply) => {
    const { staff, tenant } = staffReaderOf(request, reply)
    const ended = await endStaff(tenant, { by: staff.staffId, staffId: request.body.member })
    if (!ended.ok) return answerRefusal(request, reply, ended, identityRefusals)
    return goOn(reply, `${paths.staff}?done=ended`)
  })
}

/** Shown at once and never again: the address would have to be kept, or to stand in another, for a GET to show it. */
function answerInvited(request: FastifyRequest, reply: FastifyReply, invited: Invited) {
  if (!invited.ok) return answerRefusal(request, reply, invited, identityRefusals)
  const reader = staffReaderOf(request, reply)
  const { token, expiresAt } = invited.invitation
  const address = invitationAddress(request.publicOrigin, token)
  return sendPage(reply, <InvitationPage {...reader} address={address} expiresAt={expiresAt} />)
}
