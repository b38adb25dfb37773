import type { FastifyReply, FastifyRequest } from 'fastify'
import { staffOf, type StaffSignedIn } from '../../identity/index.ts'
import { formToken } from '../../platform/http/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { cityFor, strangersView } from '../reader.ts'
import type { City, View } from '../ui/index.ts'

/** Who of the city's staff reads this answer, or somebody at their door. Their language is the browser's. */
export function staffView(request: FastifyRequest, staff: StaffSignedIn | null): View {
  return { ...strangersView(request), signedIn: staff && { displayName: staff.name } }
}

/** The same with a token for its forms. */
export function staffViewOf(request: FastifyRequest, reply: FastifyReply, staff: StaffSignedIn | null): View {
  return { ...staffView(request, staff), csrfToken: formToken(request, reply) }
}

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
  const view = staffViewOf(request, reply, staff)
  return { staff, tenant: request.tenant, view, city: cityFor(request.tenant, view) }
}
