import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { noteLive } from '../../platform/http/index.ts'
import { isTakingPart } from '../../residents/index.ts'
import { answerTokenRefusal, presentedOf } from '../answer-token-refusal.ts'
import { meAudienceOf } from '../openid/addresses.ts'
import { readAccessToken, type PresentedToken, type TokenRefusal } from '../read-access-token.ts'
import { RecentProof } from '../recent-proof/proof.ts'
import { appLinkIdSchema, hashOfLink, selectAppLink, updateLastUsed, type AppLink } from './link-store.ts'
import { appScopes, mayAgree, mayApp, scopesLeft, usedEveryMs } from './rules.ts'
import { selectApp } from './store.ts'

/** The app that speaks, and for whom. No answer says who that is; its hash says by which door an act came. */
export type SpeakingApp = AppLink

const speaking = new WeakMap<FastifyRequest, SpeakingApp>()

/** Asked of every route under /me, before anything of the request is read. */
export async function checkApp(request: FastifyRequest, reply: FastifyReply, scope: string) {
  const presented = presentedOf(request)
  const audience = meAudienceOf(presented.publicOrigin)
  const outcome = await verifyApp(presented, audience, scope)
  if (!outcome.ok) return answerTokenRefusal(request, reply, { ...outcome, audience, scope })
  noteLive(request)
  speaking.set(request, outcome.app)
}

async function verifyApp(
  presented: PresentedToken,
  audience: string,
  wanted: string,
): Promise<{ ok: true; app: SpeakingApp } | Refusal<TokenRefusal | 'no-scope' | 'not-let-in'>> {
  const { database } = presented.tenant
  const now = systemClock.now()
  const token = await readAccessToken(presented, audience, now)
  if (!token.ok) return token
  const linkId = appLinkIdSchema.safeParse(token.subject)
  const link = linkId.success ? await selectAppLink(database, hashOfLink(linkId.data), now) : undefined
  const app = link && (await selectApp(database, link.appId))
  if (!link || !app || app.kind === 'ended' || link.appId !== token.clientId) return refuse('bad-token')
  // Asked each time: nobody acts for whoever has left or died.
  if (!(await isTakingPart(database, link.residentId))) return refuse('bad-token')
  const scope = appScopes.find((known) => known === wanted)
  const allowed = { inToken: token.scopes, letIn: link.scopes, onFile: app.scopes }
  const may = scope ? mayApp(scope, allowed) : 'no-scope'
  if (may !== 'yes') return refuse(may)
  if (now.getTime() - (link.lastUsedAt?.getTime() ?? 0) >= usedEveryMs)
    await updateLastUsed(database, link.linkHash, now)
  return { ok: true, app: { ...link, scopes: scopesLeft(link.scopes, app.scopes) } }
}

/** Throws where the route names no scope of /me. */
export function appOf(request: FastifyRequest): SpeakingApp {
  const app = speaking.get(request)
  if (!app) throw new Error('this route names no scope of apps')
  return app
}

/**
 * What agreeing rests on: the resident showed who they are when they let this app in, within the ten minutes that hold for
 * themselves, too. A token that was renewed is none the newer for it. Undefined where they have to let it in anew.
 */
export function recentProofOfApp(request: FastifyRequest): RecentProof<'agree'> | undefined {
  const { residentId, provenAt } = appOf(request)
  return mayAgree(provenAt, systemClock.now()) ? new RecentProof('agree', residentId) : undefined
}
