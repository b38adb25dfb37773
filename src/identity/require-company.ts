import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerRefusal } from '../platform/http/index.ts'
import { companyAudienceOf, type CompanyScope } from './openid/addresses.ts'
import { identityRefusals } from './refusals.ts'
import { verifyAccessToken, type Company } from './verify-access-token.ts'

const companies = new WeakMap<FastifyRequest, Company>()

/** An onRequest hook, so that nothing of the request is read before: the route is for a company's program with a good token. Its handler asks `companyOf(request)`. */
export function requireCompany(request: FastifyRequest, reply: FastifyReply) {
  return requireToken('exchange', request, reply)
}

/** The same for the sandbox: a token of the exchange does not count there, nor one of the sandbox anywhere else. */
export function requireSandboxCompany(request: FastifyRequest, reply: FastifyReply) {
  return requireToken('sandbox', request, reply)
}

async function requireToken(scope: CompanyScope, request: FastifyRequest, reply: FastifyReply) {
  const { tenant, publicOrigin, method, headers } = request
  const [path = ''] = request.url.split('?')
  const outcome = await verifyAccessToken(
    {
      tenant,
      publicOrigin,
      method,
      url: `${publicOrigin}${path}`,
      authorization: headers.authorization,
      dpop: headers['dpop'],
    },
    scope,
  )
  if (outcome.ok) {
    companies.set(request, outcome.company)
    return
  }
  // RFC 6750 §3.1: no error code where no token was shown.
  const error = outcome.because === 'no-token' ? '' : ', error="invalid_token"'
  reply.header('www-authenticate', `Bearer realm="${companyAudienceOf(publicOrigin, scope)}"${error}`)
  return answerRefusal(request, reply, outcome, identityRefusals)
}

/** Throws where `requireCompany` was not asked first. */
export function companyOf(request: FastifyRequest): Company {
  const company = companies.get(request)
  if (!company) throw new Error('this route does not require a company')
  return company
}
