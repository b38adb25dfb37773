import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../kernel/index.ts'
import { answerRefusal } from '../platform/http/index.ts'
import type { PresentedToken, TokenRefusal } from './read-access-token.ts'
import { identityRefusals } from './refusals.ts'

/** A request as its token is judged by. */
export function presentedOf({ tenant, publicOrigin, method, headers, url }: FastifyRequest): PresentedToken {
  const [path = ''] = url.split('?')
  const { authorization, dpop } = headers
  return { tenant, publicOrigin, method, url: `${publicOrigin}${path}`, authorization, dpop }
}

type No = Refusal<TokenRefusal | 'no-scope' | 'not-let-in'> & { audience: string; scope: string }

export function answerTokenRefusal(request: FastifyRequest, reply: FastifyReply, no: No) {
  void reply.header('www-authenticate', `Bearer realm="${no.audience}"${errorOf(no)}`)
  return answerRefusal(request, reply, no, identityRefusals)
}

/** RFC 6750 §3.1: no error code where no token was shown. */
function errorOf({ because, scope }: No): string {
  if (because === 'no-token') return ''
  const isScope = because === 'no-scope' || because === 'not-let-in'
  return isScope ? `, error="insufficient_scope", scope="${scope}"` : ', error="invalid_token"'
}
