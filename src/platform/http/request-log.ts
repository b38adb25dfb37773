import { LogController, type FastifyBaseLogger, type FastifyRequest } from 'fastify'
import type { Log, LogFields } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { App } from './app.ts'
import { findServed } from './served-tenant.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly serviceLog: Log
  }
}

export function logOf(app: Pick<App, 'serviceLog'>): Log {
  return app.serviceLog
}

/** From a file served from disk to a bulk delivery, in seconds. */
const durationBuckets = [0.005, 0.02, 0.1, 0.3, 1, 3, 10, 60]

/** One line and one count per answered request: the pattern of the route, never the URL. */
export function logRequests(app: App, log: Log, metrics: Metrics): void {
  const durations = metrics.histogram(
    {
      name: 'azukari_http_seconds',
      help: 'Answered requests',
      labels: ['tenant', 'method', 'route', 'status'],
    },
    durationBuckets,
  )
  app.decorate('serviceLog', log)
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'unknown'
    const tenant = findServed(request)?.tenant.id ?? ''
    const status = reply.statusCode
    const milliseconds = Math.round(reply.elapsedTime)
    durations.observe({ tenant, method, route, status: String(status) }, reply.elapsedTime / 1000)
    log.info('request', { requestId: request.id, tenant, method, route, status, milliseconds })
  })
  app.addHook('onRequestAbort', async (request: FastifyRequest) => {
    log.info('request aborted', { requestId: request.id, route: request.routeOptions.url })
  })
}

/** Silences Fastify's own lines about requests, which quote URLs; only a stream that broke is worth a word. */
export class RequestLogController extends LogController {
  readonly #log: Log

  constructor(log: Log) {
    super({ disableRequestLogging: true })
    this.#log = log
  }

  override streamError(error: Error, request: FastifyRequest): void {
    this.#log.warn('answer broken off', { requestId: request.id, route: request.routeOptions.url, error })
  }
}

/** Fastify's own remarks, through our log: its objects carry requests, so only an error in them is looked at. */
export function fastifyLogger(log: Log): FastifyBaseLogger {
  const remark = (level: 'debug' | 'info' | 'warn' | 'error') => (first: unknown) => {
    log[level]('http', errorIn(first))
  }
  const logger = {
    level: 'info',
    silent: () => undefined,
    trace: () => undefined,
    debug: remark('debug'),
    info: remark('debug'),
    warn: remark('warn'),
    error: remark('error'),
    fatal: remark('error'),
    child: () => logger,
  }
  // pino's overloads cannot be written by hand; Fastify calls exactly these methods.
  return logger as unknown as FastifyBaseLogger
}

function errorIn(first: unknown): LogFields {
  if (first instanceof Error) return { error: first }
  if (typeof first === 'object' && first !== null && 'err' in first) return { error: first.err }
  return {}
}
