import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerRefusal, noteLive, portalOf, readCookie } from '../../platform/http/index.ts'
import { dropEnded } from '../browser-session.ts'
import { identityRefusals } from '../refusals.ts'
import { mayStaff, type StaffPower } from './rules.ts'
import { findStaffSession, type StaffSignedIn } from './staff-session.ts'

const signedIn = new WeakMap<FastifyRequest, StaffSignedIn>()

/** Which member of staff is signed in with this browser, or undefined. Asks the database each time. */
export async function findSignedInStaff(request: FastifyRequest): Promise<StaffSignedIn | undefined> {
  // Elsewhere the form token is bound to another cookie, so this one must mean nothing there.
  if (portalOf(request) !== 'city') throw new Error('a session of staff counts on the pages of the city only')
  const token = readCookie(request, 'staff')
  return token === undefined ? undefined : findStaffSession(request.tenant, token)
}

/** A preHandler: the route is for staff who may do one of these, or for all who are signed in. Its handler asks `staffOf`. */
export function requireStaff(...powers: readonly StaffPower[]) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await findSignedInStaff(request)
    if (!found) {
      dropEnded(request, reply, 'staff')
      return answerRefusal(request, reply, { because: 'staff-not-signed-in' }, identityRefusals)
    }
    if (powers.length > 0 && !powers.some((power) => mayStaff(found.role, power)))
      return answerRefusal(request, reply, { because: 'not-your-role' }, identityRefusals)
    noteLive(request)
    signedIn.set(request, found)
  }
}

/** Throws where `requireStaff` was not asked first: a page without its guard is a fault. */
export function staffOf(request: FastifyRequest): StaffSignedIn {
  const found = signedIn.get(request)
  if (!found) throw new Error('this route does not require staff')
  return found
}
