import type { FastifyRequest } from 'fastify'
import type { Queryable } from '../platform/database/index.ts'
import { deviceOf, readCookie } from '../platform/http/index.ts'
import type { Starting } from './session.ts'
import { hashOfToken } from './token.ts'

/** With what a session begins in the browser of this request, in the transaction that lets somebody in. */
export function startingIn(request: FastifyRequest, database: Queryable): Starting {
  return { database, clock: request.tenant.clock, device: deviceOf(request) }
}

/**
 * The same of who is signed in with this browser and has proved again that it is them: the session that begins knows the one it
 * takes the place of.
 */
export function startingAgainIn(
  request: FastifyRequest,
  database: Queryable,
  cookie: 'session' | 'staff' = 'session',
): Starting {
  const token = readCookie(request, cookie)
  const replaces = token === undefined ? undefined : hashOfToken(token)
  return { ...startingIn(request, database), replaces }
}
