import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { residentOf, type SignedIn } from '../identity/index.ts'
import { Personal } from '../kernel/index.ts'
import { formToken, portalOf } from '../platform/http/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, preferencesOf } from '../residents/index.ts'
import { languageOf } from './language.ts'
import { ownAddress } from './own-address.ts'
import { renderPage, type City, type View } from './ui/index.ts'

/** Who reads this answer, in which language and with which token for its forms. Ask once per request. */
export async function viewOf(
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn | null,
): Promise<View> {
  return { ...(await viewWithoutForms(request, signedIn)), csrfToken: formToken(request, reply) }
}

/** The same for a page that only tells something, drawn where there is no reply to set a cookie on. */
export async function viewWithoutForms(request: FastifyRequest, signedIn: SignedIn | null): Promise<View> {
  const stranger = strangersView(request)
  if (!signedIn) return stranger
  const [resident, { locale, ruby, largeText }] = await Promise.all([
    findResident(request.tenant, signedIn.residentId),
    preferencesOf(request.tenant, signedIn.residentId),
  ])
  if (!resident) return stranger
  return {
    ...stranger,
    locale,
    ruby: locale === 'ja-easy' || (locale === 'ja' && ruby),
    largeText,
    signedIn: { displayName: new Personal(resident.identity.reveal().name) },
  }
}

/** Of somebody who is not known. Asks no store. */
export function strangersView(request: FastifyRequest): View {
  const locale = languageOf(request)
  return {
    locale,
    ruby: locale === 'ja-easy',
    largeText: false,
    nonce: request.cspNonce,
    csrfToken: '',
    portal: portalOf(request),
    path: ownAddress(request),
    signedIn: null,
    demo: request.server.mode === 'demo' ? { now: request.tenant.clock.now() } : null,
  }
}

/** Of somebody at work, for the city or a company, or at their door. Their language is the browser's. */
export function employeesView(request: FastifyRequest, somebody: { name: Personal<string> } | null): View {
  return { ...strangersView(request), signedIn: somebody && { displayName: somebody.name } }
}

const inEveryForm = new WeakMap<FastifyRequest, Record<string, string>>()

/** What each form sends that is drawn in the answer to this request. */
export function sendWithEveryForm(request: FastifyRequest, fields: Record<string, string>): void {
  inEveryForm.set(request, fields)
}

/** The same with a token for its forms, and with what else they all send. */
export function employeesViewOf(
  request: FastifyRequest,
  reply: FastifyReply,
  somebody: { name: Personal<string> } | null,
): View {
  return {
    ...employeesView(request, somebody),
    csrfToken: formToken(request, reply),
    inEveryForm: inEveryForm.get(request) ?? {},
  }
}

/** The city as this reader's pages name it. */
export function cityFor({ city }: Pick<Tenant, 'city'>, { locale }: Pick<View, 'locale'>): City {
  const language = locale === 'en' ? 'en' : 'ja'
  const { name, phone, hours } = city.contact
  return {
    name: city.name[language],
    contact: { name: name[language], phone, hours: hours[language] },
  }
}

/** A signed-in resident at a page of their own. */
export interface Reader extends SignedIn {
  tenant: Tenant
  view: View
  city: City
}

/** For routes whose preHandler is `requireResident`. */
export async function readerOf(request: FastifyRequest, reply: FastifyReply): Promise<Reader> {
  const signedIn = residentOf(request)
  const view = await viewOf(request, reply, signedIn)
  return { ...signedIn, tenant: request.tenant, view, city: cityFor(request.tenant, view) }
}

/** The answer is a whole page; the door has already said that it must not be stored. */
export function sendPage(reply: FastifyReply, page: VNode): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(renderPage(page))
}

/** After something was changed: a GET, so that going back or reloading changes nothing again. */
export function goOn(reply: FastifyReply, path: string): FastifyReply {
  return reply.redirect(path, 303)
}
