import type { FastifyRequest } from 'fastify'
import type { Queryable } from '../platform/database/index.ts'
import { deviceOf } from '../platform/http/index.ts'
import type { Starting } from './session.ts'

/** With what a session begins in the browser of this request, in the transaction that lets somebody in. */
export function startingIn(request: FastifyRequest, database: Queryable): Starting {
  return { database, clock: request.tenant.clock, device: deviceOf(request) }
}
