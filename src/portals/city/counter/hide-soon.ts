import type { FastifyReply } from 'fastify'
import { paths } from '../../paths.ts'

/** A desk is passed by many. Whoever has not moved on by then goes on with one button: WCAG 2.2 §2.2.1, "essential". */
const shownSeconds = 60

/** After a minute the browser leaves a page about somebody by itself, for one that says nothing of them. Needs no script. */
export function hideSoon(reply: FastifyReply): FastifyReply {
  return reply.header('refresh', `${String(shownSeconds)}; url=${paths.counter}`)
}
