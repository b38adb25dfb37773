import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { answerTokenRefusal, presentedOf } from '../answer-token-refusal.ts'
import { programAudienceOf } from '../openid/addresses.ts'
import { thumbprintOf } from '../public-keys.ts'
import { readAccessToken, type PresentedToken, type TokenRefusal } from '../read-access-token.ts'
import { areaAskedFor, mayProgram, programScopes } from './rules.ts'
import { selectProgram } from './store.ts'

/** The program of the city that speaks. */
interface Program {
  programId: string
}

const speaking = new WeakMap<FastifyRequest, Program>()

/** Asked of every route that wants a scope, before anything of the request is read. */
export async function checkProgram(request: FastifyRequest, reply: FastifyReply, scope: string) {
  const presented = presentedOf(request)
  const audience = programAudienceOf(presented.publicOrigin, areaAskedFor(scope))
  const outcome = await verifyProgram(presented, audience, scope)
  if (outcome.ok) {
    speaking.set(request, outcome.program)
    return
  }
  return answerTokenRefusal(request, reply, { ...outcome, audience, scope })
}

async function verifyProgram(
  presented: PresentedToken,
  audience: string,
  wanted: string,
): Promise<{ ok: true; program: Program } | Refusal<TokenRefusal | 'no-scope'>> {
  const token = await readAccessToken(presented, audience, systemClock.now())
  if (!token.ok) return token
  const program = await selectProgram(presented.tenant.database, token.clientId)
  if (!program || program.kind === 'ended') return refuse('bad-token')
  // Is the key good still with which the token was got? One that names none was got with none.
  const keys = await Promise.all(program.jwks.keys.map(thumbprintOf))
  if (!keys.some((thumbprint) => thumbprint === token.keyId)) return refuse('bad-token')
  const scope = programScopes.find((known) => known === wanted)
  if (!scope || !mayProgram(scope, { inToken: token.scopes, onFile: program.scopes }))
    return refuse('no-scope')
  return { ok: true, program: { programId: program.programId } }
}

/** Throws where the route names no scope. */
export function programOf(request: FastifyRequest): Program {
  const program = speaking.get(request)
  if (!program) throw new Error('this route names no scope')
  return program
}
