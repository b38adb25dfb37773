import type { FastifyReply, FastifyRequest } from 'fastify'
import { newId, refuse, systemClock, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { isTakingPart } from '../../residents/index.ts'
import { residentOf } from '../at-the-door.ts'
import { issuerOf, meAudienceOf } from '../openid/addresses.ts'
import { insertDocument } from '../openid/document-store.ts'
import { recentProofOf } from '../recent-proof/recent-proof.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { lockSession } from '../store.ts'
import { newToken } from '../token.ts'
import { askedByApp, closeQuestion } from './ask-resident.ts'
import { answerAddress, isNewEnough, type Asked } from './asked.ts'
import { putLinksEnded } from '../ends/put-end.ts'
import { deleteAppLinksTo, hashOfLink, insertAppLink, type AppLink, type AppLinkId } from './link-store.ts'
import { codeGoodMs, endOfLink, type AppScope } from './rules.ts'

export type LetInRefusal =
  'app-not-asked' | 'nothing-let-in' | 'app-not-now' | 'recent-proof-needed' | 'not-signed-in'

type Answered = { ok: true; name: string; address: URL }

/**
 * The resident who is signed in lets the app in whose question they have read, for what they chose and no more. They have just shown
 * who they are: it is a key to what is theirs. An app that was let in before is let in anew; what it had ends.
 * @returns where the browser goes, with a code that is good once and for a minute
 */
export async function letAppIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { question, chosen }: { question: string; chosen: readonly AppScope[] },
): Promise<Answered | Refusal<LetInRefusal>> {
  const { tenant, publicOrigin } = request
  const found = await findQuestion(request, question)
  if (!found) return refuse('app-not-asked')
  const { asked, app } = found
  const scopes = chosen.filter((scope) => asked.scopes.includes(scope) && app.scopes.includes(scope))
  if (scopes.length === 0) return refuse('nothing-let-in')
  const { shown, sessionHash } = residentOf(request)
  const proof = recentProofOf(request, 'change-ways-in')
  if (!proof || !isNewEnough(asked, shown.at)) return refuse('recent-proof-needed')
  if (!(await isTakingPart(tenant.database, proof.residentId))) return refuse('app-not-now')
  if (!(await closeQuestion(request, reply))) return refuse('app-not-asked')
  const linkId = newId<AppLinkId>()
  const link = linkFor(linkId, proof, { appId: app.appId, scopes, provenAt: shown.at })
  const code = newToken()
  const done = await inTransaction(tenant.database, async (client) => {
    // A card that is lost at this moment ends all sessions first, and then all apps.
    if (!(await lockSession(client, sessionHash))) return false
    await putLinksEnded(client, 'app-link', await deleteAppLinksTo(client, link.residentId, link.appId))
    await insertAppLink(client, link)
    const expiresAt = new Date(link.letInAt.getTime() + codeGoodMs)
    const document = codeDocument({ ...link, linkId }, asked, {
      expiresAt,
      resource: meAudienceOf(publicOrigin),
    })
    await insertDocument(client, 'AuthorizationCode', code, document, { now: link.letInAt, expiresAt })
    await leaveNotice(client, link.residentId, { kind: 'app-let-in' }, tenant.clock.now())
    return true
  })
  if (!done) return refuse('not-signed-in')
  await tenant.journal.keep()
  return { ok: true, name: app.name, address: answerAddress(asked, issuerOf(publicOrigin), { code }) }
}

/** ことわる: a real answer, for which nothing is asked. Where nothing is asked any more there is nowhere to go. */
export async function refuseApp(
  request: FastifyRequest,
  reply: FastifyReply,
  question: string,
): Promise<Answered | Refusal<'app-not-asked'>> {
  const found = await findQuestion(request, question)
  if (!found || !(await closeQuestion(request, reply))) return refuse('app-not-asked')
  const issuer = issuerOf(request.publicOrigin)
  const address = answerAddress(found.asked, issuer, { error: 'access_denied' })
  return { ok: true, name: found.app.name, address }
}

/** The question that this form shows. Another may have come to the browser after it, of another app (RFC 9700 §4.16). */
async function findQuestion(request: FastifyRequest, question: string) {
  const found = await askedByApp(request, residentOf(request).residentId)
  return found?.question === question ? found : undefined
}

function linkFor(
  linkId: AppLinkId,
  { residentId }: RecentProof<'change-ways-in'>,
  about: Pick<AppLink, 'appId' | 'scopes' | 'provenAt'>,
): Omit<AppLink, 'lastUsedAt'> {
  // Like sessions by the real clock, also in the demo.
  const letInAt = systemClock.now()
  return { ...about, residentId, linkHash: hashOfLink(linkId), letInAt, endsAt: endOfLink(letInAt) }
}

/** As the OpenID provider reads it at its token endpoint (`AdapterPayload`). Nothing in it says whose it is. */
function codeDocument(
  { linkId, appId, scopes, letInAt, provenAt }: Omit<AppLink, 'lastUsedAt'> & { linkId: AppLinkId },
  { redirectUri, codeChallenge, dpopJkt }: Asked,
  { expiresAt, resource }: { expiresAt: Date; resource: string },
) {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
  return {
    kind: 'AuthorizationCode',
    iat: seconds(letInAt),
    exp: seconds(expiresAt),
    clientId: appId,
    accountId: linkId,
    grantId: linkId,
    authTime: seconds(provenAt),
    redirectUri,
    codeChallenge,
    codeChallengeMethod: 'S256',
    scope: scopes.join(' '),
    resource,
    ...(dpopJkt === null ? {} : { dpopJkt }),
  }
}
