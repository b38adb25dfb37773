import type { FastifyReply, FastifyRequest } from 'fastify'
import { companyPersonOf, type CompanySignedIn } from '../../identity/index.ts'
import { formToken } from '../../platform/http/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { cityFor, strangersView } from '../reader.ts'
import type { City, View } from '../ui/index.ts'

/** Which person of a company reads this answer, or somebody at their door. Their language is the browser's. */
export function personsView(request: FastifyRequest, person: CompanySignedIn | null): View {
  return { ...strangersView(request), signedIn: person && { displayName: person.name } }
}

/** The same with a token for its forms. */
export function personsViewOf(
  request: FastifyRequest,
  reply: FastifyReply,
  person: CompanySignedIn | null,
): View {
  return { ...personsView(request, person), csrfToken: formToken(request, reply) }
}

/** A responsible person at a page of their company. */
export interface PersonReader {
  person: CompanySignedIn
  tenant: Tenant
  view: View
  city: City
}

/** For routes whose preHandler is `requireCompanyPerson`. */
export function personReaderOf(request: FastifyRequest, reply: FastifyReply): PersonReader {
  const person = companyPersonOf(request)
  const view = personsViewOf(request, reply, person)
  return { person, tenant: request.tenant, view, city: cityFor(request.tenant, view) }
}
