import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId } from '../../kernel/index.ts'
import type { Metrics } from '../metrics.ts'
import type { Tenant } from '../tenant.ts'
import { answerHttpRefusal } from './answer.ts'
import type { App } from './app.ts'
import { asText } from './as-text.ts'
import { problemResponses } from './problem.ts'

const healthSchema = z
  .object({
    status: z.enum(['ok', 'unavailable']),
    checks: z.object({
      database: z.boolean().describe('Every city’s database answers'),
      keys: z.boolean().describe('Every city’s key store answers'),
      lease: z.boolean().describe('This process holds its lease: deliveries may begin'),
    }),
  })
  .describe('Whether this process can serve')
type Checks = z.infer<typeof healthSchema>['checks']

const operator = { config: { caller: 'operator' } } as const
const healthWithinMs = 3_000

export function addHealthRoute(app: App, tenants: readonly Tenant[]): void {
  app.get(
    '/healthz',
    {
      ...operator,
      schema: {
        tags: ['operation'],
        summary: 'Can this process serve?',
        description: 'For load balancers. Names nothing and nobody.',
        security: [],
        response: { 200: healthSchema, 503: healthSchema },
      },
    },
    async (_request, reply) => {
      const checks = await checkAll(tenants)
      // While the second machine is lost nothing is delivered, and stops must still find somebody who takes them.
      const isLost = tenants.some(({ secondMachine }) => secondMachine?.problem !== undefined)
      const healthy = checks.database && checks.keys && (checks.lease || isLost)
      return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'ok' : 'unavailable', checks })
    },
  )
}

async function checkAll(tenants: readonly Tenant[]): Promise<Checks> {
  const forAll = async (check: (tenant: Tenant) => Promise<boolean>) =>
    (await Promise.all(tenants.map((tenant) => inTime(check(tenant))))).every(Boolean)
  const [database, keys, lease] = await Promise.all([
    forAll(databaseAnswers),
    forAll(keysAnswer),
    forAll(holdsLease),
  ])
  return { database, keys, lease }
}

async function databaseAnswers({ database }: Tenant): Promise<boolean> {
  return (await database.query('select 1')).rowCount === 1
}

/** Asks for the keys of somebody who does not exist: an answer, even an empty one, is what counts. */
async function keysAnswer({ keys }: Tenant): Promise<boolean> {
  return (await keys.findMany([newId()])).size === 0
}

async function holdsLease({ lease }: Tenant): Promise<boolean> {
  return lease.held(lease.term())
}

/** A check that fails or takes too long is a no; the reason is in the log of what failed. */
function inTime(check: Promise<boolean>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), healthWithinMs)
  check.then(resolve, () => resolve(false)).finally(() => clearTimeout(timer))
  return promise
}

/** `token`: once there is one, everybody must show it; without one, only this machine is answered. */
export function addMetricsRoute(app: App, metrics: Metrics, token: string | undefined): void {
  app.get(
    '/metrics',
    {
      ...operator,
      ...asText,
      schema: {
        tags: ['operation'],
        summary: 'Counts for Prometheus',
        description:
          'With the operator’s token; where none is set, only from the machine itself. No label names a person.',
        security: [{ operator: [] }, {}],
        response: {
          200: { description: 'Prometheus text', content: { 'text/plain': { schema: z.string() } } },
          ...problemResponses(404),
        },
      },
    },
    async (request, reply) => {
      if (!mayReadMetrics(request, token)) return answerHttpRefusal(request, reply, 'not-found')
      return reply.type(metrics.contentType).send(await metrics.print())
    },
  )
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  const shown = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  // Once a token is set, loopback is not enough: a proxy on this machine may not say for whom it asks.
  if (token !== undefined) return shown !== undefined && sameText(shown, token)
  if (shown !== undefined) return false
  // A proxy on this machine also comes from loopback, and says so.
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded']
  return forwarded === undefined && isLoopback(request.socket.remoteAddress ?? '')
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}
