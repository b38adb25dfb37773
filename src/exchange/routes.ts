import type { FastifyReply, FastifyRequest } from 'fastify'
import { companyOf, requireCompany, type Company } from '../identity/index.ts'
import { answerRefusal, type App } from '../platform/http/index.ts'
import { describeReads, exchangeRefusals, readRequestOf } from '../wire/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { deliver, type DeliveryEnd, type Receiver } from './deliver.ts'
import { holdForRepeat } from './quota/held.ts'
import { giveBackResidents } from './quota/spend.ts'
import { openDelivery, type DeliveryRequest, type OpenDelivery } from './open-delivery.ts'
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
  const receiver = new ResponseReceiver(reply)
  try {
    const end = await deliverAndSettle(tenant, companyOf(request), open, receiver)
    if (end.ok) return await receiver.end()
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

/** However it ends: what was set aside and not needed goes back, or waits for the repeat of what broke. */
async function deliverAndSettle(
  tenant: Tenant,
  company: Company,
  open: OpenDelivery,
  receiver: Receiver,
): Promise<DeliveryEnd> {
  let end: DeliveryEnd | undefined
  try {
    end = await deliver(tenant, open, open.only, receiver)
    return end
  } finally {
    if (end?.ok) await giveBackResidents(tenant, company, open.reserved - end.residents)
    else holdForRepeat(tenant, open.delivery.deliveryId, open.reserved)
  }
}
