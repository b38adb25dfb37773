import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { answerRefusal, callerOf, noteLive, portalOf, readCookie } from '../platform/http/index.ts'
import { isLetIn, type ResidentId } from '../residents/index.ts'
import { closeQuestion } from './app/ask-resident.ts'
import { beginInBrowser, dropEnded, endInBrowser, type SessionKind } from './browser-session.ts'
import type { PaperCard } from './card/card-number.ts'
import { checkCard, isStillTheCard, untilNo } from './card/check-card.ts'
import { isDemoCard } from './card/demo-card.ts'
import { updateSignedIn } from './card/store.ts'
import { identityRefusals } from './refusals.ts'
import { endSession, findSession, startSession, type SignedIn } from './session.ts'
import { startingIn } from './starting.ts'

const signedIn = new WeakMap<FastifyRequest, SignedIn>()

/** Who is signed in with this browser, or undefined. */
export async function findSignedIn(request: FastifyRequest): Promise<SignedIn | undefined> {
  // Routes for programs check no form token, so a cookie must mean nothing there.
  if (callerOf(request) !== 'browser') throw new Error('a session counts on routes for browsers only')
  // Elsewhere the form token is bound to the cookie of staff or of a company, so a resident's must mean nothing there.
  if (portalOf(request) !== 'resident')
    throw new Error('a resident’s session counts on the pages of residents only')
  const token = readCookie(request, 'session')
  return token === undefined ? undefined : findSession(request.tenant, token)
}

/** A preHandler: the route is for a signed-in resident. Its handler asks `residentOf(request)` who it is. */
export async function requireResident(request: FastifyRequest, reply: FastifyReply) {
  const found = await findSignedIn(request)
  if (!found) {
    dropEnded(request, reply, 'session')
    return answerRefusal(request, reply, { because: 'not-signed-in' }, identityRefusals)
  }
  noteLive(request)
  signedIn.set(request, found)
}

/** Throws where `requireResident` was not asked first: a page without its guard is a fault. */
export function residentOf(request: FastifyRequest): SignedIn {
  const found = signedIn.get(request)
  if (!found) throw new Error('this route does not require a resident')
  return found
}

/** Demo only: signs a seeded resident in without asking for proof. */
export async function signInForDemo(
  request: FastifyRequest,
  reply: FastifyReply,
  residentId: ResidentId,
): Promise<void> {
  if (!request.server.demoSignIn) throw new Error('demo sign-in exists in the demo only')
  const starting = startingIn(request, request.tenant.database)
  await enter(request, reply, await startSession(starting, residentId, 'demo'))
}

/**
 * Signs in whoever holds this card and knows its PIN. The demo's card, which everybody knows, opens nothing else. With the right
 * PIN of somebody who is let in no more the answer is the one for all, and no earlier.
 */
export async function signInWithCard(
  request: FastifyRequest,
  reply: FastifyReply,
  card: PaperCard,
): Promise<{ ok: true; residentId: ResidentId } | Refusal<'card-refused' | 'card-busy'>> {
  const beganAt = performance.now()
  const checked = await checkCard(request.tenant, card)
  if (!checked.ok) return checked
  const { residentId } = checked
  const opens = request.server.demoSignIn || !isDemoCard(card)
  const token = await inTransaction(request.tenant.database, async (client) => {
    if (!opens || !(await isStillTheCard(client, checked)) || !(await isLetIn(client, residentId)))
      return undefined
    await updateSignedIn(client, residentId)
    return startSession(startingIn(request, client), residentId, 'card')
  })
  if (token === undefined) {
    await untilNo(beganAt)
    return refuse('card-refused')
  }
  await enter(request, reply, token)
  return { ok: true, residentId }
}

export const residentsSession: SessionKind = { cookie: 'session', end: endSession }

/** Whatever session the browser had ends, and this one begins. */
export function enter(request: FastifyRequest, reply: FastifyReply, token: string): Promise<void> {
  return beginInBrowser(request, reply, residentsSession, token)
}

/** What an app asked them goes with them: whoever signs in next in this browser is not asked it. */
export async function signOut(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await closeQuestion(request, reply)
  await endInBrowser(request, reply, residentsSession)
}
