import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerRefusal, portalOf, readCookie } from '../../platform/http/index.ts'
import { dropEnded } from '../browser-session.ts'
import { identityRefusals } from '../refusals.ts'
import { findCompanySession, type CompanySignedIn } from './company-session.ts'

const signedIn = new WeakMap<FastifyRequest, CompanySignedIn>()

/** Which person of which company is signed in with this browser, or undefined. Asks the database each time. */
export async function findSignedInPerson(request: FastifyRequest): Promise<CompanySignedIn | undefined> {
  // Elsewhere the form token is bound to another cookie, so this one must mean nothing there.
  if (portalOf(request) !== 'company')
    throw new Error('a session of a company counts on the pages of companies only')
  const token = readCookie(request, 'company')
  return token === undefined ? undefined : findCompanySession(request.tenant, token)
}

/** A preHandler: the route is for a company's responsible persons. Its handler asks `companyPersonOf`. */
export async function requireCompanyPerson(request: FastifyRequest, reply: FastifyReply) {
  const found = await findSignedInPerson(request)
  if (!found) {
    dropEnded(request, reply, 'company')
    return answerRefusal(request, reply, { because: 'company-not-signed-in' }, identityRefusals)
  }
  signedIn.set(request, found)
}

/**
 * Whose request this is, and so which company it is about: no address and no form says that. Throws where
 * `requireCompanyPerson` was not asked first.
 */
export function companyPersonOf(request: FastifyRequest): CompanySignedIn {
  const found = signedIn.get(request)
  if (!found) throw new Error('this route does not require a person of a company')
  return found
}
