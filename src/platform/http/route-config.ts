import type { FastifyRequest } from 'fastify'

/**
 * Who may call a route. `browser`: people, with cookies and forms. `program`: companies' programs, with tokens.
 * `operator`: the machine room, without a tenant. A route that says nothing is for browsers, the strictest.
 */
type Caller = 'browser' | 'program' | 'operator'

/** Whose pages: of residents and of everybody, of the city's staff, or of companies. Silence means the first. */
export type Portal = 'resident' | 'city' | 'company'

/**
 * Which requests are counted together. `stop` is only for routes by which a resident stops something, `card-stop` for
 * those by which somebody does who is not signed in; `paper` for what takes long to draw, `register` for
 * what anybody may leave here for the city to read, `console` for what asks the sandbox from a page, `share` for opening
 * what a resident shows, for which nobody is signed in.
 */
export type Bucket =
  | 'page'
  | 'paper'
  | 'stop'
  | 'card-stop'
  | 'share'
  | 'sign-in'
  | 'register'
  | 'upload'
  | 'program'
  | 'sandbox'
  | 'console'
  | 'token'
  | 'operator'

declare module 'fastify' {
  interface FastifyContextConfig {
    caller?: Caller
    /** What a program must have been granted. There is no route under /admin, /intake and /me without one. */
    scope?: string
    /** Decides which session counts: a resident's, a member of staff's, or a company's. The others are not looked at. */
    portal?: Portal
    bucket?: Bucket
    /** What its button stops has not stopped where its page was out of date, and it is to be pressed again at once. */
    stops?: true
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
