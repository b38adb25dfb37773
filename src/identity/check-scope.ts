import type { FastifyReply, FastifyRequest } from 'fastify'
import { appScopes } from './app/rules.ts'
import { checkApp } from './app/require-app.ts'
import { checkProgram } from './program/require-scope.ts'
import { programScopes } from './program/rules.ts'

/** All that a token may be granted by name: to programs of the city, and to apps by residents. */
export const knownScopes = [...programScopes, ...appScopes]

/** Under /me speaks an app that a resident has let in, elsewhere a program of the city: no token is good for both. */
export function checkScope(request: FastifyRequest, reply: FastifyReply, scope: string) {
  return scope.startsWith('me:') ? checkApp(request, reply, scope) : checkProgram(request, reply, scope)
}
