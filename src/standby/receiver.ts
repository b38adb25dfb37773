import { createHash, timingSafeEqual } from 'node:crypto'
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify'
import { comparisonSchema, piece, placeSchema } from '../platform/second-machine/index.ts'
import type { Log } from '../platform/log.ts'
import { CopyFolder } from './copy-folder.ts'
import { StandbyState } from './standby-state.ts'

export interface ReceiverOptions {
  /** Where the copies are kept: on the second machine, AZUKARI_JOURNAL. */
  journal: string
  cities: readonly string[]
  /** What the first machine shows. */
  token: string
  log: Log
}

const patienceMs = 10_000
/** The lists of one city’s files. */
const listBytes = 2 * 1024 * 1024

/**
 * The door of the second machine: takes what the first one writes into its journals, and answers how much it has. Behind a
 * proxy with TLS, or on the loopback address. Who does not show the token hears nothing else.
 */
export function receiver({ journal, cities, token, log }: ReceiverOptions): FastifyInstance {
  const folder = new CopyFolder(journal, new StandbyState(journal))
  const app = fastify({
    logger: false,
    bodyLimit: piece,
    requestTimeout: patienceMs,
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 20 },
  })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error)
    if (status >= 500) log.error('the copy of a journal could not be kept', { error })
    return reply.code(status).send({ because: status >= 500 ? 'failed' : 'not-understood' })
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!shows(request, token)) await reply.code(401).send({ because: 'turned-away' })
  })
  const cityOf = (request: FastifyRequest) => {
    const { city } = request.params as { city: string }
    return cities.find((one) => one === city)
  }
  app.post('/v1/cities/:city/compare', { bodyLimit: listBytes }, async (request, reply) => {
    const city = cityOf(request)
    const asked = comparisonSchema.safeParse(request.body)
    if (city === undefined || !asked.success) return reply.code(400).send({ because: 'not-understood' })
    return folder.compare(city, new Map(Object.entries(asked.data.files)))
  })
  app.post('/v1/cities/:city/append', async (request, reply) => {
    const city = cityOf(request)
    const place = placeSchema.safeParse(request.query)
    const { body } = request
    if (city === undefined || !place.success || !Buffer.isBuffer(body))
      return reply.code(400).send({ because: 'not-understood' })
    return folder.append(city, place.data, body)
  })
  return app
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

/** Compared by their hashes, so that neither a letter nor the length shows in how long it takes. */
function shows(request: FastifyRequest, token: string): boolean {
  const shown = /^Bearer (\S{1,300})$/u.exec(request.headers.authorization ?? '')?.[1]
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return shown !== undefined && timingSafeEqual(hash(shown), hash(token))
}
