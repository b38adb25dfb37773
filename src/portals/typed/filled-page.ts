import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Filling } from './keep-fields.ts'

/** A page that shows its forms filled with what was typed, once a passkey was shown: nothing is sent by itself. */
export interface FilledPage {
  /** As a route names it. */
  page: string
  /** Who may see it at all, asked as on the page itself: the proof before it is open to everybody at this door. */
  guard: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
  /** `id`: what stands in the address in place of its parameter. */
  show: (
    request: FastifyRequest,
    reply: FastifyReply,
    what: { id: string; filling: Filling },
  ) => Promise<FastifyReply> | FastifyReply
}
