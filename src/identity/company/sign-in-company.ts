import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { dropCookie, readCookie, setCookie } from '../../platform/http/index.ts'
import type { Occasion } from '../passkey/challenge.ts'
import { askForPasskey, checkPasskey } from '../passkey/check.ts'
import { siteOf } from '../passkey/site-of.ts'
import { acceptCompanyInvitation, askInvitedPerson } from './accept-company-invitation.ts'
import { companyPersonOf } from './at-the-door.ts'
import { personIdSchema, type PersonId } from './company-person.ts'
import { endCompanySession, startCompanySession } from './company-session.ts'

const signingIn: Occasion = { purpose: 'sign-in', owner: { kind: 'company', id: null } }
const provingAgain = (personId: PersonId): Occasion => ({
  purpose: 'prove-again',
  owner: { kind: 'company', id: personId },
})

/** What the browser asks the authenticator of who wants to come in. */
export function askAtCompanyDoor(request: FastifyRequest) {
  return askForPasskey(request.tenant.database, siteOf(request), signingIn, systemClock.now())
}

/** Of who is signed in, before something that wants a passkey shown just now. For routes with `requireCompanyPerson`. */
export function askPersonAgain(request: FastifyRequest) {
  const occasion = provingAgain(companyPersonOf(request).personId)
  return askForPasskey(request.tenant.database, siteOf(request), occasion, systemClock.now())
}

/** Of who was invited; undefined for an invitation that is not good. */
export function askForInvitedPerson(request: FastifyRequest, token: string) {
  return askInvitedPerson(request.tenant, siteOf(request), token)
}

export function signInPerson(request: FastifyRequest, reply: FastifyReply, answer: string) {
  return comeInWith(request, reply, signingIn, answer)
}

/** Shows the passkey once more. It begins a session anew: what was known of the one before is worth nothing (ASVS 5.0 §7.2.4). */
export function provePersonAgain(request: FastifyRequest, reply: FastifyReply, answer: string) {
  return comeInWith(request, reply, provingAgain(companyPersonOf(request).personId), answer)
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
  await begin(request, reply, await startCompanySession(database, personIdSchema.parse(owner.id)))
  return { ok: true }
}

/** Comes in for the first time: with an invitation, and a passkey that is made for it. */
export async function joinCompany(
  request: FastifyRequest,
  reply: FastifyReply,
  given: { token: string; answer: string },
): Promise<{ ok: true } | Refusal<'bad-company-invitation' | 'bad-passkey'>> {
  const accepted = await acceptCompanyInvitation(request.tenant, siteOf(request), given)
  if (!accepted.ok) return accepted
  await begin(request, reply, accepted.session)
  return { ok: true }
}

export async function signOutPerson(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await endFormer(request)
  dropCookie(request, reply, 'company')
}

/** Whatever session of a company the browser had ends, and its token is never taken over (session fixation). */
async function begin(request: FastifyRequest, reply: FastifyReply, session: string): Promise<void> {
  await endFormer(request)
  setCookie(request, reply, 'company', session)
}

async function endFormer(request: FastifyRequest): Promise<void> {
  const former = readCookie(request, 'company')
  if (former !== undefined) await endCompanySession(request.tenant.database, former)
}
