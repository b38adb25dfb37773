import type { FastifyReply, FastifyRequest } from 'fastify'
import { companyOf, requireCompany } from '../identity/index.ts'
import { answerRefusal, type App } from '../platform/http/index.ts'
import { describeReads, exchangeRefusals, readRequestOf } from '../wire/index.ts'
import { deliver } from './deliver.ts'
import { findSubject } from './find-subject.ts'
import { giveBackResidents } from './quota/spend.ts'
import { openDelivery, type DeliveryRequest } from './open-delivery.ts'
import { ReceiverGone, ResponseReceiver } from './response-receiver.ts'

const reads = describeReads({ scope: 'exchange' })

/** For programs with a token; not by HEAD, which would record a provision of which nothing leaves. */
const asProgram = {
  config: { caller: 'program' },
  onRequest: requireCompany,
  exposeHeadRoute: false,
} as const

/** What companies read. Every step is in `openDelivery` and `deliver`; here is only parsing and the wire. */
export function addExchangeRoutes(app: App): void {
  app.get('/exchange/v1/records', { ...asProgram, schema: reads.all }, (request, reply) =>
    answerRead(request, reply, { ...readRequestOf(request), subject: null }),
  )
  app.get('/exchange/v1/residents/:subject/records', { ...asProgram, schema: reads.one }, (request, reply) =>
    answerRead(request, reply, { ...readRequestOf(request), subject: request.params.subject }),
  )
}

async function answerRead(request: FastifyRequest, reply: FastifyReply, wanted: DeliveryRequest) {
  const tenant = { ...request.tenant, database: request.tenant.deliveryDatabase }
  const open = await openDelivery(tenant, companyOf(request), wanted)
  if (!open.ok) {
    if ('retryAfterSeconds' in open) reply.header('retry-after', open.retryAfterSeconds.toFixed())
    return answerRefusal(request, reply, open, exchangeRefusals)
  }
  const subject = wanted.subject && (await findSubject(tenant, open.read, wanted.subject))
  if (subject && !subject.ok) return answerRefusal(request, reply, subject, exchangeRefusals)

  const receiver = new ResponseReceiver(reply)
  try {
    const end = await deliver(tenant, open, subject?.residentId ?? null, receiver)
    if (end.ok) {
      await giveBackResidents(tenant, companyOf(request), open.reserved - end.residents)
      return await receiver.end()
    }
    if (!receiver.begun) return await answerRefusal(request, reply, end, exchangeRefusals)
    // The status is long gone. Cutting the connection leaves the answer without its end line: incomplete.
    reply.raw.destroy()
  } catch (fault) {
    if (!receiver.begun) throw fault
    reply.raw.destroy()
    if (!(fault instanceof ReceiverGone)) throw fault
  }
  return reply
}
