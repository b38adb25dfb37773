import type { FastifyReply, FastifyRequest } from 'fastify'
import { companyPersonOf, type CompanySignedIn } from '../../identity/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { cityFor, employeesViewOf } from '../reader.ts'
import type { City, View } from '../ui/index.ts'

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
  const view = employeesViewOf(request, reply, person)
  return { person, tenant: request.tenant, view, city: cityFor(request.tenant, view) }
}
