import type { FastifyRequest } from 'fastify'
import type { Site } from './passkey.ts'

/** The city under the address by which it was reached. */
export function siteOf({ publicOrigin, tenant }: FastifyRequest): Site {
  return { origin: publicOrigin, name: tenant.city.name.ja }
}
