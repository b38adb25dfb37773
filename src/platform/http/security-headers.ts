import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './app.ts'
import { findServed } from './served-tenant.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** For the `nonce` of inline scripts and of the style element Turbo adds. Fresh for every request. */
    readonly cspNonce: string
  }
}

const nonces = new WeakMap<FastifyRequest, string>()

/** Puts the same headers on every answer, also on refusals and faults. */
export function secureEveryAnswer(app: App): void {
  app.decorateRequest('cspNonce', { getter: nonceOf })
  app.addHook('onRequest', async (request, reply) => {
    secureAnswer(request, reply)
  })
  // Once more for what was refused before that hook, such as an unknown host.
  app.addHook('onSend', async (request, reply) => {
    secureAnswer(request, reply)
  })
}

/** Also for the one kind of answer that meets no hook: to an address Fastify could not read. */
export function secureAnswer(request: FastifyRequest, reply: FastifyReply): void {
  for (const [name, value] of Object.entries(securityHeaders(request)))
    if (!reply.hasHeader(name)) reply.header(name, value)
}

/** A function of the request, so that replies that bypass Fastify can carry the headers too. */
export function securityHeaders(request: FastifyRequest): Record<string, string> {
  const overHttps = findServed(request)?.publicOrigin.startsWith('https:') === true
  return {
    'content-security-policy': contentSecurityPolicy(request.cspNonce),
    ...sameForAll,
    // RFC 6797 §7.2: never sent where the city is reached without https.
    ...(overHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

const sameForAll = {
  // Everything here may be personal; only what says otherwise itself (static files) may be kept.
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: that makes browsers send `Origin: null` with our own forms (Fetch, "append a request
  // `Origin` header"), and the form check needs it. Other sites are told nothing either way.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
}

/** For an answer of which no request is known: it may load nothing at all. */
export const headersOfTheUnread: Readonly<Record<string, string>> = {
  'content-security-policy': `default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`,
  ...sameForAll,
}

function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
  ].join('; ')
}

function nonceOf(this: FastifyRequest): string {
  const nonce = nonces.get(this) ?? randomBytes(16).toString('base64url')
  nonces.set(this, nonce)
  return nonce
}
