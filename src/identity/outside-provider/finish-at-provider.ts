import type { FastifyReply, FastifyRequest } from 'fastify'
import { authorizationCodeGrant } from 'openid-client'
import { refuse, type Personal, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { dropCookie, readCookie } from '../../platform/http/index.ts'
import type { Log } from '../../platform/log.ts'
import type { OutsideProvider } from '../../platform/tenant.ts'
import { enter, findSignedIn } from '../at-the-door.ts'
import { isLetIn } from '../../residents/index.ts'
import type { ShownWay, TakeIn } from '../newcomer.ts'
import { startFirstSession, startSession } from '../session.ts'
import { startingAgainIn, startingIn } from '../starting.ts'
import type { ResidentId } from '../../residents/index.ts'
import { explainNo, type ProviderNo } from './explain-no.ts'
import { claimSubject, isStillLinked, linkSubject, residentOfSubject, type Subject } from './links.ts'
import { reachProvider } from './reach-provider.ts'
import { takeRoundTrip, type RoundTrip } from './round-trip.ts'
import { isFresh, isOf, isSureEnough } from './rules.ts'

export type OutsideNo =
  | ProviderNo
  | 'outside-not-begun'
  | 'outside-not-linked'
  | 'outside-taken'
  | 'outside-somebody-else'
  | 'not-signed-in'

export type Finished =
  | { ok: true; done: 'signed-in' | 'joined'; residentId: ResidentId }
  | { ok: true; done: 'linked' }
  | { ok: true; done: 'proven'; typed: Personal<string> }

/** `typed`: of who wanted to show once more who they are, and may try again. */
export type NotFinished = Refusal<OutsideNo> & { typed?: Personal<string> }

/** The browser is back: takes what was begun, asks the provider who it is, and signs in, links, proves, or has them join. */
export async function finishAtProvider<Because extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: OutsideProvider,
  { callback, log, takeIn }: { callback: URL; log: Log; takeIn: TakeIn<Because> },
): Promise<Finished | NotFinished | Refusal<Because>> {
  const answered = new URL(callback)
  answered.search = new URL(request.url, callback).search
  const state = answered.searchParams.get('state') ?? ''
  const begun = await findBegun(request, state)
  // Anybody can send a browser here with a made-up state: what it has begun stays good.
  if (!begun) return refuse('outside-not-begun')
  dropCookie(request, reply, 'outside')
  if (!isOf(provider, begun)) return refuse('outside-not-begun')
  const who = await askWho(request, provider, { answered, state, begun, log })
  const { proveFor, linkFor } = begun
  if (proveFor) return prove(request, reply, { provider, proveFor, who })
  if ('ok' in who) return who
  if (begun.joining) return joinAs(request, reply, who, takeIn)
  return linkFor === null ? signInAs(request, reply, who) : link(request, linkFor, who)
}

async function findBegun(request: FastifyRequest, state: string): Promise<RoundTrip | undefined> {
  const browser = readCookie(request, 'outside')
  return browser === undefined ? undefined : takeRoundTrip(request.tenant.database, { state, browser })
}

/** Who it is there, and when they have proved it. */
type Shown = Subject & { authTime: unknown }

/** Exchanges the code. The library checks iss (RFC 9207), state, nonce, audience, time and signature. */
async function askWho(
  { tenant }: FastifyRequest,
  provider: OutsideProvider,
  { answered, state, begun, log }: { answered: URL; state: string; begun: RoundTrip; log: Log },
): Promise<Shown | Refusal<ProviderNo>> {
  try {
    const config = await reachProvider(tenant, provider)
    const tokens = await authorizationCodeGrant(config, answered, {
      expectedState: state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
    })
    const claims = tokens.claims()
    if (!claims || !isSureEnough(provider, claims.acr)) return refuse('outside-not-believed')
    return { issuer: claims.iss, sub: claims.sub, authTime: claims.auth_time }
  } catch (error) {
    return explainNo(error, tenant, log)
  }
}

/** In one transaction with asking once more whether it is theirs still; undefined when it is not. */
function startLinked(
  request: FastifyRequest,
  residentId: ResidentId,
  subject: Subject,
  starting = startingIn,
): Promise<string | undefined> {
  const { tenant } = request
  return inTransaction(tenant.database, async (client) =>
    (await isStillLinked(tenant, client, residentId, subject))
      ? startSession(starting(request, client), residentId, 'outside')
      : undefined,
  )
}

async function signInAs(request: FastifyRequest, reply: FastifyReply, subject: Subject) {
  const residentId = await residentOfSubject(request.tenant, subject)
  // Of somebody who has died it is as if nobody had linked it.
  if (!residentId || !(await isLetIn(request.tenant.database, residentId)))
    return refuse('outside-not-linked')
  const token = await startLinked(request, residentId, subject)
  if (token === undefined) return refuse('outside-not-linked')
  await enter(request, reply, token)
  return { ok: true, done: 'signed-in', residentId } as const
}

/** Who has gone there to join: they are signed in, anew. */
async function joinAs<Because extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  subject: Subject,
  takeIn: TakeIn<Because>,
): Promise<Finished | Refusal<Because>> {
  const { tenant } = request
  const claim: ShownWay['claim'] = (client, residentId) =>
    claimSubject(tenant, client, { subject, residentId })
  const joined = await inTransaction(tenant.database, async (client) => {
    const taken = await takeIn(client, { claim, taken: 'outside-taken', email: null })
    if (!taken.ok) return taken
    return {
      ...taken,
      token: await startFirstSession(startingIn(request, client), taken.residentId, 'outside'),
    }
  })
  if (!joined.ok) return joined
  await enter(request, reply, joined.token)
  return { ok: true, done: 'joined', residentId: joined.residentId }
}

/** For the session that began it, while it is good: whoever signed in meanwhile in this browser is somebody else. */
async function link(request: FastifyRequest, linkFor: string, subject: Subject) {
  const signedIn = await findSignedIn(request)
  if (!signedIn) return refuse('not-signed-in')
  if (signedIn.sessionHash.toString('hex') !== linkFor) return refuse('outside-not-begun')
  const linked = await linkSubject(request.tenant, signedIn, subject)
  return linked.ok ? ({ ok: true, done: 'linked' } as const) : linked
}

/**
 * For the session that began it: the same link, proved anew. Of nobody's and of another resident's subject the answer is one.
 * What was known of the session before is worth nothing.
 */
async function prove(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    provider,
    proveFor: { session, begunAt, typed },
    who,
  }: {
    provider: OutsideProvider
    proveFor: NonNullable<RoundTrip['proveFor']>
    who: Shown | Refusal<ProviderNo>
  },
): Promise<Finished | NotFinished> {
  const signedIn = await findSignedIn(request)
  if (!signedIn) return refuse('not-signed-in')
  if (signedIn.sessionHash.toString('hex') !== session) return refuse('outside-not-begun')
  if ('ok' in who) return { ...who, typed }
  if (!isFresh(provider, who.authTime, begunAt)) return { ...refuse('outside-not-believed'), typed }
  const token = await startLinked(request, signedIn.residentId, who, startingAgainIn)
  if (token === undefined) return { ...refuse('outside-somebody-else'), typed }
  await enter(request, reply, token)
  return { ok: true, done: 'proven', typed }
}
