import type { FastifyRequest } from 'fastify'

/**
 * Who may call a route. `browser`: people, with cookies and forms. `program`: companies' programs, with tokens.
 * `operator`: the machine room, without a tenant. A route that says nothing is for browsers, the strictest.
 */
type Caller = 'browser' | 'program' | 'operator'

/** Whose pages: of residents and of everybody, or of the city's staff. Silence means the former. */
type Portal = 'resident' | 'city'

/**
 * Which requests are counted together. `stop` is only for routes by which a resident stops something, `card-stop` for
 * those by which somebody does who is not signed in; `paper` for what takes long to draw.
 */
export type Bucket =
  'page' | 'paper' | 'stop' | 'card-stop' | 'sign-in' | 'upload' | 'program' | 'token' | 'operator'

declare module 'fastify' {
  interface FastifyContextConfig {
    caller?: Caller
    /** Decides which session counts: a resident's, or a member of staff's. The other is not looked at. */
    portal?: Portal
    bucket?: Bucket
    /** The route takes multipart; its handler reads it with `uploadedParts`. */
    upload?: true
    /** The route is answered with a file to keep, or with what a script asked for, not with a page to look at. */
    file?: true
  }
}

export function callerOf(request: FastifyRequest): Caller {
  return request.routeOptions.config.caller ?? 'browser'
}

export function portalOf(request: FastifyRequest): Portal {
  return request.routeOptions.config.portal ?? 'resident'
}
