import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSignedIn } from '../identity/index.ts'
import { findServed, portalOf, type App } from '../platform/http/index.ts'
import { preferencesOf, savePreferences, type ResidentId } from '../residents/index.ts'
import { ownAddress } from './own-address.ts'
import { locales, type Locale } from './ui/index.ts'

const cookieName = 'azukari-language'
const yearSeconds = 365 * 24 * 60 * 60

/** The language of somebody who is not signed in: asked for in the address, remembered by the browser, or Japanese. */
export function languageOf(request: FastifyRequest): Locale {
  return askedLanguage(request) ?? rememberedLanguage(request) ?? 'ja'
}

/** What was last chosen in this browser. */
export function rememberedLanguage(request: FastifyRequest): Locale | undefined {
  return localeOf(request.cookies[cookieName])
}

/** Somebody who has just chosen a language at the door wants it inside too. */
export async function keepLanguageInside(request: FastifyRequest, residentId: ResidentId): Promise<void> {
  const locale = rememberedLanguage(request)
  const preferences = await preferencesOf(request.tenant, residentId)
  if (locale && locale !== preferences.locale)
    await savePreferences(request.tenant, residentId, { ...preferences, locale })
}

/** Answers our language links: remembers the language, then leads back to the same page without `?lang=`. */
export function answerLanguageLinks(pages: App): void {
  pages.addHook('preHandler', followLanguageLink)
}

/** The same where there is no page: what says so has language links, too. A program that asks is told so at once. */
export function answerLanguageLinksNowhere(app: App): void {
  app.addHook('preHandler', async (request, reply) => {
    const isPerson = (request.headers.accept ?? '').includes('text/html')
    if (request.is404 && isPerson && findServed(request)) return followLanguageLink(request, reply)
    return undefined
  })
}

async function followLanguageLink(request: FastifyRequest, reply: FastifyReply) {
  const locale = askedLanguage(request)
  if (request.method !== 'GET' || !locale) return undefined
  if (isFromElsewhere(request)) return reply.redirect(withoutLanguage(ownAddress(request)), 303)
  const signedIn = portalOf(request) === 'resident' && (await findSignedIn(request))
  if (signedIn) {
    const preferences = await preferencesOf(request.tenant, signedIn.residentId)
    await savePreferences(request.tenant, signedIn.residentId, { ...preferences, locale })
  }
  rememberLanguage(request, reply, locale)
  return reply.redirect(withoutLanguage(ownAddress(request)), 303)
}

/** Another site's link or picture may not change what somebody has chosen. Older browsers do not say where from. */
function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** A year in this browser, so that the page before signing in speaks it too. It says nothing about the person. */
export function rememberLanguage(request: FastifyRequest, reply: FastifyReply, locale: Locale): void {
  const secure = request.publicOrigin.startsWith('https:')
  reply.setCookie(cookieName, locale, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: yearSeconds,
  })
}

function askedLanguage(request: FastifyRequest): Locale | undefined {
  const [, query = ''] = request.url.split('?')
  return localeOf(new URLSearchParams(query).get('lang'))
}

function localeOf(text: string | null | undefined): Locale | undefined {
  return locales.find((locale) => locale === text)
}

function withoutLanguage(url: string): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.delete('lang')
  return parameters.size > 0 ? `${path}?${parameters}` : path
}
