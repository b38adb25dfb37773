import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffOf, type StaffSignedIn } from '../../identity/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { cityFor, employeesViewOf } from '../reader.ts'
import type { City, View } from '../ui/index.ts'

/** A member of staff at a page of theirs. */
export interface StaffReader {
  staff: StaffSignedIn
  tenant: Tenant
  view: View
  city: City
}

/** For routes whose preHandler is `requireStaff`. */
export function staffReaderOf(request: FastifyRequest, reply: FastifyReply): StaffReader {
  const staff = staffOf(request)
  const view = employeesViewOf(request, reply, staff)
  return { staff, tenant: request.tenant, view, city: cityFor(request.tenant, view) }
}
