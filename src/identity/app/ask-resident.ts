import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { dropCookie, readCookie, setCookie } from '../../platform/http/index.ts'
import { issuerOf, meAudienceOf } from '../openid/addresses.ts'
import { insertDocument, selectDocument, takeDocument } from '../openid/document-store.ts'
import { newToken } from '../token.ts'
import { answerAddress, askedSchema, fromSchema, readAsked, type Asked } from './asked.ts'
import { askedGoodMs } from './rules.ts'
import { selectApp, type AppAct } from './store.ts'

const model = 'AppAsked'

/** What the browser of a resident is to do: be asked, or go back to the app with its mistake. */
type Led = { ok: true } | { ok: true; backTo: URL } | Refusal<'unknown-app' | 'unknown-app-address'>

/**
 * An app sends a resident here. Where it is not known who asks, or the address of the answer is not one of that app, letter for
 * letter, nobody is sent anywhere (RFC 6749 §4.1.2.1). What it asks is bound to this browser.
 */
export async function askForApp(request: FastifyRequest, reply: FastifyReply): Promise<Led> {
  const { tenant, publicOrigin } = request
  const now = systemClock.now()
  const query = (request.query ?? {}) as Record<string, unknown>
  const from = fromSchema.safeParse(query)
  const app = from.success ? await findAppOnFile(request, from.data.client_id) : undefined
  if (!app || !from.success) return refuse('unknown-app')
  const redirectUri = app.redirectUris.find((known) => known === from.data.redirect_uri)
  if (redirectUri === undefined) return refuse('unknown-app-address')
  const read = readAsked({ ...app, redirectUri }, query, { audience: meAudienceOf(publicOrigin), now })
  if (!read.ok) {
    const state = typeof query['state'] === 'string' ? query['state'].slice(0, 500) : null
    const answer = { error: read.error }
    return { ok: true, backTo: answerAddress({ redirectUri, state }, issuerOf(publicOrigin), answer) }
  }
  const browser = newToken()
  const expiresAt = new Date(now.getTime() + askedGoodMs)
  await insertDocument(tenant.database, model, browser, read.asked, { now, expiresAt })
  setCookie(request, reply, 'app', browser)
  return { ok: true }
}

async function findAppOnFile({ tenant }: FastifyRequest, appId: string): Promise<AppAct | undefined> {
  const app = await selectApp(tenant.database, appId)
  return app && app.kind !== 'ended' && app.scopes.length > 0 ? app : undefined
}

/** What this browser's resident is asked at present, and by which app. */
export async function askedByApp(
  request: FastifyRequest,
): Promise<{ asked: Asked; app: AppAct } | undefined> {
  const browser = readCookie(request, 'app')
  if (browser === undefined) return undefined
  const found = await selectDocument(request.tenant.database, model, browser, systemClock.now())
  const asked = found && askedSchema.parse(found)
  const app = asked && (await findAppOnFile(request, asked.appId))
  return asked && app?.redirectUris.includes(asked.redirectUri) ? { asked, app } : undefined
}

/** Takes the question away: of two answers at once one counts. False when it was answered already. */
export async function closeQuestion(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const browser = readCookie(request, 'app')
  if (browser === undefined) return false
  dropCookie(request, reply, 'app')
  return (await takeDocument(request.tenant.database, model, browser, systemClock.now())) !== undefined
}
