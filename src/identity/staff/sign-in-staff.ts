import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { dropCookie, readCookie, setCookie } from '../../platform/http/index.ts'
import type { Occasion } from '../passkey/challenge.ts'
import { askForPasskey, checkPasskey } from '../passkey/check.ts'
import { siteOf } from '../passkey/site-of.ts'
import { acceptInvitation, askInvited } from './accept-invitation.ts'
import { staffOf } from './at-the-door.ts'
import { staffIdSchema, type StaffId } from './staff.ts'
import { endStaffSession, startStaffSession } from './staff-session.ts'

const signingIn: Occasion = { purpose: 'sign-in', owner: { kind: 'staff', id: null } }
const provingAgain = (staffId: StaffId): Occasion => ({
  purpose: 'prove-again',
  owner: { kind: 'staff', id: staffId },
})

/** What the browser asks the authenticator of who wants to come in. */
export function askAtTheDoor(request: FastifyRequest) {
  return askForPasskey(request.tenant.database, siteOf(request), signingIn, systemClock.now())
}

/** Of who is signed in, before something that wants a passkey shown just now. For routes with `requireStaff`. */
export function askAgain(request: FastifyRequest) {
  const occasion = provingAgain(staffOf(request).staffId)
  return askForPasskey(request.tenant.database, siteOf(request), occasion, systemClock.now())
}

/** Of who was invited; undefined for an invitation that is not good. */
export function askForInvited(request: FastifyRequest, token: string) {
  return askInvited(request.tenant, siteOf(request), token)
}

export function signInStaff(request: FastifyRequest, reply: FastifyReply, answer: string) {
  return comeInWith(request, reply, signingIn, answer)
}

/** Shows the passkey once more. It begins a session anew: what was known of the one before is worth nothing (ASVS 5.0 §7.2.4). */
export function proveAgain(request: FastifyRequest, reply: FastifyReply, answer: string) {
  return comeInWith(request, reply, provingAgain(staffOf(request).staffId), answer)
}

async function comeInWith(
  request: FastifyRequest,
  reply: FastifyReply,
  occasion: Occasion,
  answer: string,
): Promise<{ ok: true } | Refusal<'bad-passkey'>> {
  const { database } = request.tenant
  const owner = await checkPasskey(database, siteOf(request), occasion, answer, systemClock.now())
  if (!owner) return refuse('bad-passkey')
  await begin(request, reply, await startStaffSession(database, staffIdSchema.parse(owner.id)))
  return { ok: true }
}

/** Comes in for the first time: with an invitation, and a passkey that is made for it. */
export async function joinStaff(
  request: FastifyRequest,
  reply: FastifyReply,
  given: { token: string; answer: string },
): Promise<{ ok: true } | Refusal<'bad-invitation' | 'bad-passkey'>> {
  const accepted = await acceptInvitation(request.tenant, siteOf(request), given)
  if (!accepted.ok) return accepted
  await begin(request, reply, accepted.session)
  return { ok: true }
}

export async function signOutStaff(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await endFormer(request)
  dropCookie(request, reply, 'staff')
}

/** Whatever session of staff the browser had ends, and its token is never taken over (session fixation). */
async function begin(request: FastifyRequest, reply: FastifyReply, session: string): Promise<void> {
  await endFormer(request)
  setCookie(request, reply, 'staff', session)
}

async function endFormer(request: FastifyRequest): Promise<void> {
  const former = readCookie(request, 'staff')
  if (former !== undefined) await endStaffSession(request.tenant.database, former)
}
