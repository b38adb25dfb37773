import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerRefusal, httpRefusals } from '../../platform/http/index.ts'

/** Where the city sends no mail there is no such page. */
export async function requireMail(request: FastifyRequest, reply: FastifyReply) {
  if (!request.tenant.mailer) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
}
