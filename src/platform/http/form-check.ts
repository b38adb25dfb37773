import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerHttpRefusal } from './answer.ts'
import type { App } from './app.ts'
import { readCookie, readSessionCookie, setCookie } from './cookies.ts'
import { callerOf } from './route-config.ts'
import { takeNextField } from './uploads.ts'

/** Name of the hidden field every form carries. In multipart it must be the first part. */
export const formTokenField = '_csrf'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The token for a page's forms: an HMAC under the browser's own secret cookie. It needs no storage, is the same in
 * every process, and is void as soon as the session changes. Gives a browser that has no cookie yet one.
 */
export function formToken(request: FastifyRequest, reply: FastifyReply): string {
  return tokenUnder(readSessionCookie(request) ?? readCookie(request, 'visit') ?? beginVisit(request, reply))
}

/** The same where there is no answer yet to set a cookie on; undefined for a browser that has none. */
export function ownFormToken(request: FastifyRequest): string | undefined {
  const secret = readSessionCookie(request) ?? readCookie(request, 'visit')
  return secret === undefined ? undefined : tokenUnder(secret)
}

function beginVisit(request: FastifyRequest, reply: FastifyReply): string {
  const visit = randomBytes(16).toString('base64url')
  setCookie(request, reply, 'visit', visit)
  return visit
}

function tokenUnder(secret: string): string {
  return createHmac('sha256', secret).update('azukari/form').digest('base64url')
}

/** Every unsafe method of every browser route passes here, before its schema and handler. */
export function checkForms(app: App): void {
  app.addHook('preValidation', async (request, reply) => {
    if (request.is404 || callerOf(request) !== 'browser' || safeMethods.has(request.method)) return
    if (!isFromOurPages(request)) return answerHttpRefusal(request, reply, 'foreign-form')
    if (request.isMultipart() && !request.routeOptions.config.upload)
      return answerHttpRefusal(request, reply, 'unsupported-media-type')
    if (!isTokenOf(request, await takeField(request, formTokenField)))
      return answerHttpRefusal(request, reply, 'stale-form')
  })
}

/**
 * Sec-Fetch-Site where the browser sends it (only over https or to localhost), else Origin. With neither it is not a
 * form of a browser of the last years, and is refused.
 */
function isFromOurPages(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const origin = URL.parse(request.headers.origin ?? '')
  return origin?.host === request.host && origin.protocol === new URL(request.publicOrigin).protocol
}

/**
 * Taken out of the body before it is validated, so that the route's schema lists only its own fields. In multipart the fields taken
 * so come first, in this order: see `View.inEveryForm`.
 */
export async function takeField(request: FastifyRequest, name: string): Promise<unknown> {
  if (request.isMultipart()) return takeNextField(request, name)
  if (typeof request.body !== 'object' || request.body === null || !(name in request.body)) return undefined
  const { [name]: taken, ...rest } = request.body as Record<string, unknown>
  request.body = rest
  return taken
}

function isTokenOf(request: FastifyRequest, sent: unknown): boolean {
  const token = ownFormToken(request)
  if (token === undefined || typeof sent !== 'string') return false
  const expected = Buffer.from(token)
  const given = Buffer.from(sent)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
