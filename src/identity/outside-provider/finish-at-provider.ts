import type { FastifyReply, FastifyRequest } from 'fastify'
import { authorizationCodeGrant } from 'openid-client'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import { dropCookie, readCookie } from '../../platform/http/index.ts'
import type { Log } from '../../platform/log.ts'
import type { OutsideProvider } from '../../platform/tenant.ts'
import { enter, findSignedIn } from '../at-the-door.ts'
import { isLetIn } from '../../residents/index.ts'
import { startSession } from '../session.ts'
import type { ResidentId } from '../../residents/index.ts'
import { explainNo, type ProviderNo } from './explain-no.ts'
import { linkSubject, residentOfSubject, type Subject } from './links.ts'
import { reachProvider } from './reach-provider.ts'
import { takeRoundTrip, type RoundTrip } from './round-trip.ts'
import { isOf, isSureEnough } from './rules.ts'

export type OutsideNo =
  ProviderNo | 'outside-not-begun' | 'outside-not-linked' | 'outside-taken' | 'not-signed-in'

export type Finished = { ok: true; done: 'signed-in'; residentId: ResidentId } | { ok: true; done: 'linked' }

/** The browser is back: takes what was begun, asks the provider who it is, and signs in or links. */
export async function finishAtProvider(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: OutsideProvider,
  { callback, log }: { callback: URL; log: Log },
): Promise<Finished | Refusal<OutsideNo>> {
  const answered = new URL(callback)
  answered.search = new URL(request.url, callback).search
  const state = answered.searchParams.get('state') ?? ''
  const begun = await findBegun(request, state)
  dropCookie(request, reply, 'outside')
  if (!begun || !isOf(provider, begun)) return refuse('outside-not-begun')
  const subject = await askWho(request, provider, { answered, state, begun, log })
  if ('ok' in subject) return subject
  return begun.linkFor === null ? signInAs(request, reply, subject) : link(request, begun.linkFor, subject)
}

async function findBegun(request: FastifyRequest, state: string): Promise<RoundTrip | undefined> {
  const browser = readCookie(request, 'outside')
  return browser === undefined ? undefined : takeRoundTrip(request.tenant.database, { state, browser })
}

/** Exchanges the code. The library checks iss (RFC 9207), state, nonce, audience, time and signature. */
async function askWho(
  { tenant }: FastifyRequest,
  provider: OutsideProvider,
  { answered, state, begun, log }: { answered: URL; state: string; begun: RoundTrip; log: Log },
): Promise<Subject | Refusal<ProviderNo>> {
  try {
    const config = await reachProvider(tenant, provider)
    const tokens = await authorizationCodeGrant(config, answered, {
      expectedState: state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
    })
    const claims = tokens.claims()
    if (!claims || !isSureEnough(provider, claims.acr)) return refuse('outside-not-believed')
    return { issuer: claims.iss, sub: claims.sub }
  } catch (error) {
    return explainNo(error, tenant, log)
  }
}

async function signInAs(request: FastifyRequest, reply: FastifyReply, subject: Subject) {
  const residentId = await residentOfSubject(request.tenant, subject)
  // Of somebody who has died it is as if nobody had linked it.
  if (!residentId || !(await isLetIn(request.tenant.database, residentId)))
    return refuse('outside-not-linked')
  const { database, clock } = request.tenant
  const token = await inTransaction(database, (client) =>
    startSession({ database: client, clock }, residentId, 'outside'),
  )
  await enter(request, reply, token)
  return { ok: true, done: 'signed-in', residentId } as const
}

/** For the session that began it, while it is good: whoever signed in meanwhile in this browser is somebody else. */
async function link(request: FastifyRequest, linkFor: string, subject: Subject) {
  const signedIn = await findSignedIn(request)
  if (!signedIn) return refuse('not-signed-in')
  if (signedIn.sessionHash.toString('hex') !== linkFor) return refuse('outside-not-begun')
  const linked = await linkSubject(request.tenant, signedIn.residentId, subject)
  return linked.ok ? ({ ok: true, done: 'linked' } as const) : linked
}
