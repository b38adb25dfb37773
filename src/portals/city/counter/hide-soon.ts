import type { FastifyReply } from 'fastify'
import { paths } from '../../paths.ts'

/** A desk is passed by many. Whoever has not moved on by then goes on with one button: WCAG 2.2 §2.2.1, "essential". */
export const shownSeconds = 60
/** A card is copied by hand or printed, and its PIN is shown once. */
export const cardSeconds = 300
/** What is being typed would be lost with the page: it stays as long as whoever it is about is attended to. */
export const entrySeconds = 300
/** A question is read slowly. It goes when it could be answered no more. */
export const questionSeconds = 900

/** After a minute the browser leaves a page about somebody by itself, for one that says nothing of them. Needs no script. */
export function hideSoon(reply: FastifyReply, seconds = shownSeconds): FastifyReply {
  return reply.header('refresh', `${String(seconds)}; url=${paths.counter}`)
}
