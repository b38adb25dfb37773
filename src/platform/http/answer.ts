import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal, RefusalWords, Sentence } from '../../kernel/index.ts'
import { problemOf, problemType, type No } from './problem.ts'
import { httpRefusals, type HttpRefusal } from './refusals.ts'

/** What a portal needs to draw the page of a no. */
interface ErrorPage {
  request: FastifyRequest
  status: number
  because: string
  words: Sentence
  /** The number to mention, when the fault is ours. */
  incident: string | undefined
}

/** Draws a whole HTML page; the portals own it. */
export type DrawErrorPage = (page: ErrorPage) => string | Promise<string>

declare module 'fastify' {
  interface FastifyInstance {
    readonly drawErrorPage: DrawErrorPage | undefined
  }
}

/** Sends the refusal in the words of its module's table: a problem document, or the portal's page to a browser. */
export function answerRefusal<Because extends string>(
  request: FastifyRequest,
  reply: FastifyReply,
  { because }: Pick<Refusal<Because>, 'because'>,
  table: Record<Because, RefusalWords>,
): Promise<FastifyReply> {
  const { status, ...words } = table[because]
  return answerNo(request, reply, { status, because, words })
}

export function answerHttpRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  because: HttpRefusal,
  fields?: string[],
): Promise<FastifyReply> {
  const { status, ...words } = httpRefusals[because]
  return answerNo(request, reply, { status, because, words, ...(fields ? { fields } : {}) })
}

export async function answerNo(request: FastifyRequest, reply: FastifyReply, no: No): Promise<FastifyReply> {
  reply.code(no.status).header('cache-control', 'no-store')
  const draw = request.server.drawErrorPage
  if (draw && wantsPage(request)) {
    const page = { request, status: no.status, because: no.because, words: no.words, incident: no.incident }
    return reply.type('text/html; charset=utf-8').send(await draw(page))
  }
  // Also where the route describes another answer of this status: a no is never a fault for its form.
  reply.serializer((problem) => JSON.stringify(problem))
  return reply.type(problemType).send(problemOf(request, no))
}

function wantsPage(request: FastifyRequest): boolean {
  const caller = request.routeOptions.config.caller ?? 'browser'
  return caller === 'browser' && (request.headers.accept ?? '').includes('text/html')
}
