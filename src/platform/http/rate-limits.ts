import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dayMs } from '../../kernel/index.ts'
import { answerHttpRefusal } from './answer.ts'
import type { App } from './app.ts'
import { LiveHolders } from './live-holders.ts'
import { readSessionCookie } from './cookies.ts'
import { networkOf } from './network.ts'
import { callerOf, type Bucket } from './route-config.ts'
import { findServed } from './served-tenant.ts'

/**
 * Requests a minute, each process counting for itself. `address` is the outer fence around all but the two for stopping, and
 * `stop-address` the one around those that would stop by a session or token of which nothing is known here; `register-day` is
 * for a day. An address is counted as its network (network.ts).
 */
export type Limits = Record<Bucket | 'address' | 'stop-address' | 'register-day', number>

/**
 * A person at a page makes some tens of requests a minute; a city hall is one address for hundreds of them. `stop`
 * has a bucket to itself, per session, so that nothing a resident or a neighbour does can use it up. `card-stop` knows no
 * session, and a city hall may be one address for many: nobody tells one card from another here. `register-day` is far
 * below what the whole city takes in a day (vendors), so that nobody alone uses that up.
 */
export const usualLimits: Limits = {
  page: 600,
  paper: 30,
  stop: 240,
  'card-stop': 1_200,
  share: 60,
  'sign-in': 120,
  register: 30,
  'register-day': 20,
  upload: 60,
  program: 1_200,
  sandbox: 240,
  console: 30,
  token: 600,
  operator: 600,
  address: 12_000,
  'stop-address': 2_400,
}

const minuteMs = 60_000
/** Keys remembered per bucket; the least recently used is forgotten first. */
const rememberedKeys = 20_000

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts what this request leaves here for the city to read, and nothing that was typed wrongly. */
    isOneTooManyToday(request: FastifyRequest, reply: FastifyReply): Promise<boolean>
  }
}

export async function limitRates(app: App, changed: Partial<Limits>): Promise<void> {
  await app.register(rateLimit, { global: false, cache: rememberedKeys })
  const limits = { ...usualLimits, ...changed }
  const count = (name: keyof Limits, key: (request: FastifyRequest) => string, timeWindow = minuteMs) =>
    app.createRateLimit({ max: limits[name], timeWindow, keyGenerator: key })
  const live = new LiveHolders(rememberedKeys)
  const byBucket: Record<Bucket, ReturnType<typeof count>> = {
    page: count('page', sessionOrAddress),
    paper: count('paper', sessionOrAddress),
    stop: count('stop', (request) => holderOf(request) ?? addressOf(request)),
    'card-stop': count('card-stop', addressOf),
    share: count('share', addressOf),
    'sign-in': count('sign-in', addressOf),
    register: count('register', addressOf),
    upload: count('upload', sessionOrAddress),
    program: count('program', tokenOrAddress),
    sandbox: count('sandbox', tokenOrAddress),
    console: count('console', addressOf),
    token: count('token', addressOf),
    operator: count('operator', addressOf),
  }
  // Made-up cookies and tokens get buckets of their own; the address they come from has only one.
  const byAddress = count('address', addressOf)
  const byStopAddress = count('stop-address', addressOf)
  const byDay = count('register-day', addressOf, dayMs)
  app.decorate('isOneTooManyToday', (request, reply) => isExceeded(byDay, request, reply))

  app.addHook('onRequest', async (request, reply) => {
    const bucket = bucketOf(request)
    const isLive = live.expect(request, holderOf(request))
    const fence = { none: undefined, address: byAddress, 'stop-address': byStopAddress }[
      fenceOf(bucket, isLive)
    ]
    if (fence && (await isExceeded(fence, request, reply)))
      return answerHttpRefusal(request, reply, 'too-many-requests')
    if (await isExceeded(byBucket[bucket], request, reply))
      return answerHttpRefusal(request, reply, 'too-many-requests')
  })
}

/**
 * Who was found signed in a moment ago has no fence before their pages and buttons: neighbours, or whoever is behind the same
 * address, would hide from them where they stop. What they do themselves their own bucket counts. `card-stop` is one already.
 */
function fenceOf(bucket: Bucket, isLive: boolean): 'none' | 'address' | 'stop-address' {
  if (bucket === 'card-stop') return 'none'
  if (bucket === 'stop') return isLive ? 'none' : 'stop-address'
  return isLive && bucket === 'page' ? 'none' : 'address'
}

type Counter = ReturnType<App['createRateLimit']>

async function isExceeded(counter: Counter, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const outcome = await counter(request)
  if (outcome.isAllowed || !outcome.isExceeded) return false
  reply.header('retry-after', String(outcome.ttlInSeconds))
  return true
}

function bucketOf(request: FastifyRequest): Bucket {
  const caller = callerOf(request)
  return request.routeOptions.config.bucket ?? (caller === 'browser' ? 'page' : caller)
}

function sessionOrAddress(request: FastifyRequest): string {
  return sessionOf(request) ?? addressOf(request)
}

function tokenOrAddress(request: FastifyRequest): string {
  return tokenOf(request) ?? addressOf(request)
}

/** A resident stops with a browser, or by an app that they have let in. */
function holderOf(request: FastifyRequest): string | undefined {
  return callerOf(request) === 'program' ? tokenOf(request) : sessionOf(request)
}

function sessionOf(request: FastifyRequest): string | undefined {
  const session = findServed(request) && readSessionCookie(request)
  return session === undefined ? undefined : keyOf(request, 'session', session)
}

function tokenOf(request: FastifyRequest): string | undefined {
  const token = request.headers.authorization
  return token === undefined ? undefined : keyOf(request, 'token', token)
}

function addressOf(request: FastifyRequest): string {
  return keyOf(request, 'address', networkOf(request.ip))
}

/** A hash, so that no credential stays in memory longer than its request. */
function keyOf(request: FastifyRequest, kind: string, value: string): string {
  const tenant = findServed(request)?.tenant.id ?? ''
  return createHash('sha256').update(`${tenant}\0${kind}\0${value}`).digest('base64url')
}
