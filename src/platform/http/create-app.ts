import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import { fastify } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Tenant } from '../tenant.ts'
import type { DrawErrorPage } from './answer.ts'
import type { App } from './app.ts'
import { answerError, answerErrors } from './errors.ts'
import { checkForms } from './form-check.ts'
import { addOpenApiRoute, describeRoutes } from './openapi.ts'
import { addHealthRoute, addMetricsRoute } from './operations.ts'
import { limitRates, type Limits } from './rate-limits.ts'
import { fastifyLogger, logRequests, RequestLogController } from './request-log.ts'
import { guardScopes, type Scopes } from './scopes.ts'
import { secureAnswer, secureEveryAnswer } from './security-headers.ts'
import { serveTenants } from './served-tenant.ts'
import { answerUnread } from './unread.ts'
import { refuseUnstorable, refuseUnstorableBodies } from './storable.ts'
import { takeUploads } from './uploads.ts'

export interface AppOptions {
  tenants: readonly Tenant[]
  mode: 'demo' | 'production'
  /** In the demo a seeded resident may sign in without proof, unless this is false; elsewhere never. */
  demoSignIn?: boolean
  /** Where the service is reached from outside, without a path. */
  publicUrl: string
  /** The program's version, for the description of the interface. */
  version: string
  log: Log
  metrics: Metrics
  /** Largest file of an upload, bytes as sent. */
  uploadLimitBytes: number
  /** Addresses of proxies whose word about the caller's address and host is believed. None, unless named. */
  trustedProxies?: readonly string[]
  /** Requests a minute that differ from the defaults. */
  limits?: Partial<Limits>
  /** What must be shown to read /metrics. Without one only this machine may. */
  metricsToken?: string | undefined
  /** What programs may be granted, and who asks whether they were. Without it no route may want a scope. */
  scopes?: Scopes
  /** Draws what a browser sees instead of a problem document. */
  errorPage?: DrawErrorPage
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly mode: AppOptions['mode']
    /** Whether somebody may sign in by choosing a name. Only ever true in the demo. */
    readonly demoSignIn: boolean
  }
}

const kibibyte = 1024
const bodyLimitBytes = 1024 * kibibyte
/** Silence on a connection; a slow reader of a bulk delivery and a long import both speak more often. */
const silenceMs = 5 * 60_000
/** A whole request: 2 GiB of upload at 5 Mbit/s. */
const requestTimeoutMs = 60 * 60_000
const headersTimeoutMs = 20_000

/** The app with everything a request passes before it meets a service. Add routes, then `listen`; `close` drains. */
export async function createApp(options: AppOptions): Promise<App> {
  const app = bareApp(options)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorate('mode', options.mode)
  app.decorate('demoSignIn', options.mode === 'demo' && options.demoSignIn !== false)
  app.decorate('drawErrorPage', options.errorPage)
  logRequests(app, options.log, options.metrics)
  answerErrors(app)
  // In this order each request passes; README.md tells why.
  await app.register(cookie)
  serveTenants(app, options.tenants, options.publicUrl)
  secureEveryAnswer(app)
  await limitRates(app, options.limits ?? {})
  refuseUnstorable(app)
  guardScopes(app, options.scopes)
  await app.register(formbody, { bodyLimit: bodyLimitBytes })
  await takeUploads(app, options.uploadLimitBytes)
  checkForms(app)
  refuseUnstorableBodies(app)
  await describeRoutes(app, options.version, options.scopes?.known ?? [])
  addHealthRoute(app, options.tenants)
  addMetricsRoute(app, options.metrics, options.metricsToken)
  addOpenApiRoute(app)
  return app
}

function bareApp({ log, trustedProxies }: AppOptions): App {
  return fastify({
    loggerInstance: fastifyLogger(log),
    logController: new RequestLogController(log),
    // The caller has no say in the id: it is the incident number and names the request in the log.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies?.length ? [...trustedProxies] : false,
    bodyLimit: bodyLimitBytes,
    connectionTimeout: silenceMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: 65_000,
    http: { maxHeaderSize: 16 * kibibyte, headersTimeout: headersTimeoutMs },
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: (error, socket) => answerUnread(error, socket, log),
    frameworkErrors: (error, request, reply) => {
      secureAnswer(request, reply)
      void answerError(error, request, reply, log)
    },
  }).withTypeProvider<ZodTypeProvider>()
}
