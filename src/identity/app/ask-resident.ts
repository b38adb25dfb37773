import { createHash, createHmac } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { dropCookie, readCookie, setCookie } from '../../platform/http/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { issuerOf, meAudienceOf } from '../openid/addresses.ts'
import { insertDocument, selectDocument, takeDocument } from '../openid/document-store.ts'
import { newToken } from '../token.ts'
import { answerAddress, askedSchema, readAsked, type Asked } from './asked.ts'
import { appIdSchema, askedGoodMs } from './rules.ts'
import { selectApp, type AppAct } from './store.ts'

const model = 'AppAsked'
const modelOfPutTo = 'AppPutTo'

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
  const appId = appIdSchema.safeParse(query['client_id'])
  const app = appId.success ? await findAppOnFile(request, appId.data) : undefined
  if (!app) return refuse('unknown-app')
  const redirectUri = app.redirectUris.find((known) => known === query['redirect_uri'])
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

/** A question of an app, as it is put to one resident. */
interface Question {
  /** Names it in its form, so that what is answered is what was read. It opens nothing. */
  question: string
  asked: Asked
  app: AppAct
}

/** What this resident is asked at present in this browser, and by which app. */
export async function askedByApp(
  request: FastifyRequest,
  residentId: ResidentId,
): Promise<Question | undefined> {
  const browser = readCookie(request, 'app')
  if (browser === undefined) return undefined
  const found = await selectDocument(request.tenant.database, model, browser, systemClock.now())
  const asked = found && askedSchema.parse(found)
  const app = asked && (await findAppOnFile(request, asked.appId))
  if (!asked || !app?.redirectUris.includes(asked.redirectUri)) return undefined
  if (!(await isPutTo(residentId, request, browser))) return undefined
  return { question: createHash('sha256').update(`question ${browser}`).digest('base64url'), asked, app }
}

/** A question is put to whoever is signed in first, and to nobody else in the same browser. Without its cookie nobody can tell whose it is. */
async function isPutTo(
  residentId: ResidentId,
  { tenant }: FastifyRequest,
  browser: string,
): Promise<boolean> {
  const now = systemClock.now()
  const expiresAt = new Date(now.getTime() + askedGoodMs)
  const to = createHmac('sha256', browser).update(`azukari/app/put-to/${residentId}`).digest('base64url')
  if (await insertDocument(tenant.database, modelOfPutTo, browser, { to }, { now, expiresAt })) return true
  return (await selectDocument(tenant.database, modelOfPutTo, browser, now))?.['to'] === to
}

/** Takes the question away: of two answers at once one counts. False when it was answered already. */
export async function closeQuestion(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const browser = readCookie(request, 'app')
  if (browser === undefined) return false
  dropCookie(request, reply, 'app')
  return (await takeDocument(request.tenant.database, model, browser, systemClock.now())) !== undefined
}
