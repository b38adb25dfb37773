import type { FastifyReply, FastifyRequest } from 'fastify'
import { portalOf, type Portal } from './route-config.ts'

/**
 * `session`: which resident is signed in. `staff`: which member of the city's staff, who may be a resident, too, in the
 * same browser. `company`: which responsible person of a company. `visit`: binds forms to a browser that is not signed in yet.
 * `outside`: binds what comes back from an outside provider to the browser that was sent there. `code`: binds a code by mail to
 * the browser that asked for it. `app`: binds what an app asks to the browser that it sent here. `joining`: binds what somebody
 * has begun who is nobody yet.
 */
type CookieKind = 'session' | 'staff' | 'company' | 'visit' | 'outside' | 'code' | 'app' | 'joining'

/** The `__Host-` prefix makes browsers refuse the cookie from a sub-domain or without https (RFC 6265bis §4.1.3.2). */
function nameOf(request: FastifyRequest, kind: CookieKind): string {
  return `${overHttps(request) ? '__Host-' : ''}azukari-${kind}`
}

function overHttps(request: FastifyRequest): boolean {
  return request.publicOrigin.startsWith('https:')
}

/** What a cookie of ours may look like: 256 or 128 random bits in base64url. Anything else counts as absent. */
const tokenPattern = /^[A-Za-z0-9_-]{22,43}$/

const cookieOf: Readonly<Record<Portal, CookieKind>> = {
  resident: 'session',
  city: 'staff',
  company: 'company',
}

/** Who is signed in, by the one cookie that counts in the portal of this route. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  return readCookie(request, cookieOf[portalOf(request)])
}

export function readCookie(request: FastifyRequest, kind: CookieKind): string | undefined {
  const value = request.cookies[nameOf(request, kind)]
  return value !== undefined && tokenPattern.test(value) ? value : undefined
}

/** Lives as long as the browser's own session; how long it is honoured is decided here, not there. */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: CookieKind,
  token: string,
): void {
  reply.setCookie(nameOf(request, kind), token, attributesOf(request))
  // The page that answers already belongs to it: so do the tokens of its forms.
  request.cookies[nameOf(request, kind)] = token
}

export function dropCookie(request: FastifyRequest, reply: FastifyReply, kind: CookieKind): void {
  reply.clearCookie(nameOf(request, kind), attributesOf(request))
}

function attributesOf(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: overHttps(request) } as const
}
