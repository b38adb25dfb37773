import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Log } from '../log.ts'
import { answerHttpRefusal, answerNo } from './answer.ts'
import type { App } from './app.ts'
import { logOf } from './request-log.ts'
import { faultWords, type HttpRefusal } from './refusals.ts'
import { brokeUpload } from './uploads.ts'

/** Answers everything that no handler answered: what the caller did wrong as a refusal, the rest as a fault. */
export function answerErrors(app: App): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, logOf(app)))
  app.setNotFoundHandler((request, reply) => answerHttpRefusal(request, reply, 'not-found'))
}

export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  if (hasZodFastifySchemaValidationErrors(error))
    return answerHttpRefusal(request, reply, 'malformed', fieldsOf(error.validation))
  const because = refusalOf(error)
  if (because) return answerHttpRefusal(request, reply, because)
  log.error('fault', { incident: request.id, method: request.method, route: request.routeOptions.url, error })
  return answerNo(request, reply, { status: 500, because: 'fault', words: faultWords, incident: request.id })
}

function refusalOf(error: unknown): HttpRefusal | undefined {
  if (!(error instanceof Error)) return undefined
  return markedRefusal(error) ?? (brokeUpload(error) ? 'malformed' : undefined)
}

/** Fastify and its plugins mark the caller's mistakes with a status below 500; no other mark is believed. */
function markedRefusal(error: Error): HttpRefusal | undefined {
  if (!('statusCode' in error) || !('code' in error)) return undefined
  const { statusCode, code } = error
  if (typeof statusCode !== 'number' || typeof code !== 'string' || !/^FST_/.test(code)) return undefined
  if (statusCode === 413) return 'too-large'
  if (statusCode === 415 || statusCode === 406) return 'unsupported-media-type'
  return statusCode >= 400 && statusCode < 500 ? 'malformed' : undefined
}

const mostFields = 20

/** `/use`, `/items/0`: where it is wrong. What stood there is never repeated. */
function fieldsOf(validation: readonly { instancePath: string }[]): string[] {
  const paths = validation.map(({ instancePath }) =>
    /^[\w/-]{1,80}$/.test(instancePath) ? instancePath : '/',
  )
  return [...new Set(paths)].slice(0, mostFields)
}
