import type { FastifyRequest } from 'fastify'
import { verifyAccessToken } from '../../../../identity/index.ts'
import { addressOf, type ConsoleRequest } from './console-request.ts'

/** Why nothing is asked with this token. `real-token`: one of the gate, which should never have been pasted anywhere. */
export type TokenFault = 'bad-token' | 'expired-token' | 'real-token'

/** Whether it is a token of the sandbox; asked before anything else is done with it. */
export async function faultOfToken(
  { tenant, publicOrigin }: FastifyRequest,
  token: string,
  { path, method }: Pick<ConsoleRequest, 'path' | 'method'>,
): Promise<TokenFault | undefined> {
  const authorization = `Bearer ${token}`
  const presented = {
    tenant,
    publicOrigin,
    authorization,
    dpop: undefined,
    method,
    url: `${publicOrigin}${path}`,
  }
  const ofSandbox = await verifyAccessToken(presented, 'sandbox')
  if (ofSandbox.ok) return undefined
  if ((await verifyAccessToken(presented, 'exchange')).ok) return 'real-token'
  return ofSandbox.because === 'expired-token' ? 'expired-token' : 'bad-token'
}

/** As much of an answer as is shown. */
const mostLines = 50
const longestLine = 2_000
/** The sandbox reckons its answers and waits for nobody; one that takes longer is given up. */
const longestMs = 10_000

export interface SandboxAnswer {
  status: number
  headers: { name: string; value: string }[]
  /** The first of them, each cut where it is very long. */
  lines: string[]
  /** How many there were in all. */
  total: number
}

/**
 * Asks the sandbox within this process, as from outside: with its checks, its limits and its log. There is no other way from
 * here to anywhere: the path is one of the sandbox's own, and nothing is resolved or connected to.
 */
export async function askSandbox(
  request: FastifyRequest,
  token: string,
  asked: ConsoleRequest,
): Promise<SandboxAnswer> {
  const url = addressOf(asked)
  if (!url.startsWith('/sandbox/v1/')) throw new Error('the console asks nothing but the sandbox')
  const answer = await request.server.inject({
    method: asked.method,
    url,
    // Counted for whoever is at the page, as all their requests are.
    remoteAddress: request.ip,
    headers: { ...Object.fromEntries(asked.headers), host: request.host, authorization: `Bearer ${token}` },
    ...(asked.body === undefined ? {} : { payload: asked.body }),
    signal: AbortSignal.timeout(longestMs),
  })
  const lines = answer.body.split('\n').filter((line) => line !== '')
  return {
    status: answer.statusCode,
    headers: headersOf(answer.headers),
    lines: lines.slice(0, mostLines).map((line) => line.slice(0, longestLine)),
    total: lines.length,
  }
}

/** Those that a program looks at. The others are what every page of the service says to browsers. */
const shownHeaders = ['content-type', 'azukari-synthetic', 'retry-after', 'www-authenticate', 'cache-control']

function headersOf(headers: Record<string, unknown>): SandboxAnswer['headers'] {
  return shownHeaders.flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' ? [{ name, value }] : []
  })
}
