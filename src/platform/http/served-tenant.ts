import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tenant } from '../tenant.ts'
import { answerHttpRefusal } from './answer.ts'
import type { App } from './app.ts'
import { callerOf } from './route-config.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The city this request is for. Reading it on an `operator` route is a fault. */
    readonly tenant: Tenant
    /** Where this city is reached from outside, without a path, for example `https://azukari.example.jp`. */
    readonly publicOrigin: string
  }
}

const served = new WeakMap<FastifyRequest, { tenant: Tenant; publicOrigin: string }>()

/** Chooses the city by host name; a host of no city is refused before anything else is looked at. */
export function serveTenants(app: App, tenants: readonly Tenant[], publicUrl: string): void {
  const byHost = new Map(
    tenants.flatMap((tenant) => {
      const place = { tenant, publicOrigin: publicOriginOf(tenant, publicUrl) }
      return tenant.hosts.map((host) => [host.toLowerCase(), place] as const)
    }),
  )
  app.decorateRequest('tenant', { getter: tenantOf })
  app.decorateRequest('publicOrigin', { getter: publicOriginOfRequest })
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const place = byHost.get(request.hostname.toLowerCase())
    if (place) served.set(request, place)
    else if (callerOf(request) !== 'operator') return answerHttpRefusal(request, reply, 'unknown-host')
  })
}

/** The address people and programs use for this city: the configured one, or the same with the city's first host. */
export function publicOriginOf(tenant: Pick<Tenant, 'hosts'>, publicUrl: string): string {
  const url = new URL(publicUrl)
  const [firstHost] = tenant.hosts
  if (firstHost !== undefined && !tenant.hosts.includes(url.hostname)) url.hostname = firstHost
  return url.origin
}

/** The city of this request, or undefined where none was chosen (an unknown host, an operator's route). */
export function findServed(request: FastifyRequest) {
  return served.get(request)
}

function tenantOf(this: FastifyRequest): Tenant {
  return placeOf(this).tenant
}

function publicOriginOfRequest(this: FastifyRequest): string {
  return placeOf(this).publicOrigin
}

function placeOf(request: FastifyRequest) {
  const place = served.get(request)
  if (!place) throw new Error('this route belongs to no tenant')
  return place
}
