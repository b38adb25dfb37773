import type { FastifyRequest } from 'fastify'

/**
 * Who may call a route. `browser`: people, with cookies and forms. `program`: companies' programs, with tokens.
 * `operator`: the machine room, without a tenant. A route that says nothing is for browsers, the strictest.
 */
type Caller = 'browser' | 'program' | 'operator'

/**
 * Which requests are counted together. `stop` is only for routes by which a resident stops something, `card-stop` for
 * those by which somebody does who is not signed in; `paper` for what takes long to draw.
 */
export type Bucket =
  'page' | 'paper' | 'stop' | 'card-stop' | 'sign-in' | 'upload' | 'program' | 'token' | 'operator'

declare module 'fastify' {
  interface FastifyContextConfig {
    caller?: Caller
    bucket?: Bucket
    /** The route takes multipart; its handler reads it with `uploadedParts`. */
    upload?: true
    /** The route is answered with a file to keep, not with a page to look at. */
    file?: true
  }
}

export function callerOf(request: FastifyRequest): Caller {
  return request.routeOptions.config.caller ?? 'browser'
}
