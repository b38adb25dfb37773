import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerRefusal, callerOf, dropCookie, readCookie, setCookie } from '../platform/http/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { identityRefusals } from './refusals.ts'
import { endSession, findSession, startSession, type SignedIn } from './session.ts'

const signedIn = new WeakMap<FastifyRequest, SignedIn>()

/** Who is signed in with this browser, or undefined. */
export async function findSignedIn(request: FastifyRequest): Promise<SignedIn | undefined> {
  // Routes for programs check no form token, so a cookie must mean nothing there.
  if (callerOf(request) !== 'browser') throw new Error('a session counts on routes for browsers only')
  const token = readCookie(request, 'session')
  return token === undefined ? undefined : findSession(request.tenant, token)
}

/** A preHandler: the route is for a signed-in resident. Its handler asks `residentOf(request)` who it is. */
export async function requireResident(request: FastifyRequest, reply: FastifyReply) {
  const found = await findSignedIn(request)
  if (!found) return answerRefusal(request, reply, { because: 'not-signed-in' }, identityRefusals)
  signedIn.set(request, found)
}

/** Throws where `requireResident` was not asked first: a page without its guard is a fault. */
export function residentOf(request: FastifyRequest): SignedIn {
  const found = signedIn.get(request)
  if (!found) throw new Error('this route does not require a resident')
  return found
}

/**
 * Demo only: signs a seeded resident in without asking for proof. Whatever session the browser had ends, and its
 * token is never taken over (session fixation).
 */
export async function signInForDemo(
  request: FastifyRequest,
  reply: FastifyReply,
  residentId: ResidentId,
): Promise<void> {
  if (!request.server.demoSignIn) throw new Error('demo sign-in exists in the demo only')
  const former = readCookie(request, 'session')
  if (former !== undefined) await endSession(request.tenant, former)
  setCookie(request, reply, 'session', await startSession(request.tenant, residentId))
}

export async function signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = readCookie(request, 'session')
  if (token !== undefined) await endSession(request.tenant, token)
  dropCookie(request, reply, 'session')
}
