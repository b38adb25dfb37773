import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import { answerHttpRefusal } from './answer.ts'
import type { App } from './app.ts'

export interface Scopes {
  known: readonly string[]
  /** Answers with the refusal where the token of this request does not hold this scope. */
  check(request: FastifyRequest, reply: FastifyReply, scope: string): Promise<unknown>
}

/** The first part of paths that are for programs with a scope of this area, and for nobody else. */
const areas = ['admin', 'intake', 'me']
const readingMethods = new Set(['GET', 'HEAD'])

export const idempotencyKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .describe('Yours, new for each thing you do; sent again with the same content it is done once')

/**
 * A route under one of these paths that names no scope of its area cannot be added: the program does not start. That it
 * names one is all it has to do. Each write has an Idempotency-Key, or it is none.
 */
export function guardScopes(app: App, scopes: Scopes | undefined): void {
  app.addHook('onRoute', (route) => refuseUnguarded(route, scopes?.known ?? []))
  app.addHook('onRequest', async (request, reply) => {
    const { scope } = request.routeOptions.config
    if (scope === undefined || request.is404) return
    // Where nobody could be asked, the route could not have been added.
    await scopes?.check(request, reply, scope)
    if (reply.sent) return reply
    if (readingMethods.has(request.method)) return
    if (!idempotencyKeySchema.safeParse(request.headers['idempotency-key']).success)
      return answerHttpRefusal(request, reply, 'malformed', ['/idempotency-key'])
  })
}

function refuseUnguarded({ url, config }: RouteOptions, known: readonly string[]): void {
  const [, first = '', ...below] = url.split('/')
  const scope = config?.scope
  const isGuarded = areas.includes(first.toLowerCase()) && below.length > 0
  if (scope === undefined && !isGuarded) return
  if (scope === undefined) throw new Error(`the route ${url} names no scope`)
  if (!isGuarded || !scope.startsWith(`${first}:`)) throw new Error(`the scope ${scope} is not for ${url}`)
  if (!known.includes(scope)) throw new Error(`there is no scope ${scope}`)
  if (config?.caller !== 'program') throw new Error(`the route ${url} is for programs`)
}
