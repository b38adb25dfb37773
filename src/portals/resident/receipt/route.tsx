import { z } from 'zod'
import { issueReceipt } from '../../../consent/index.ts'
import { requireResident } from '../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { proofRefusals } from '../../../proof/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { loadReceipt } from './load-receipt.ts'
import { ReceiptPage } from './view.tsx'

/** Read out on the telephone and typed in by hand, it may come in small letters. */
const params = z.object({
  number: z
    .string()
    .max(40)
    .transform((typed) => typed.toUpperCase()),
})
const guarded = { preHandler: requireResident, schema: { params } }
const refusals = { ...proofRefusals, 'not-found': httpRefusals['not-found'] }

export function addReceiptPage(pages: App): void {
  pages.get(paths.receipt(':number'), guarded, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const receipt = await loadReceipt(tenant, residentId, request.params.number)
    if (!receipt) return answerRefusal(request, reply, { because: 'not-found' }, refusals)
    return sendPage(reply, <ReceiptPage view={view} city={city} receipt={receipt} />)
  })

  pages.get(paths.receiptFile(':number'), { ...guarded, config: { file: true } }, async (request, reply) => {
    const { tenant, residentId } = await readerOf(request, reply)
    const { number } = request.params
    const issued = await issueReceipt(tenant, residentId, number)
    if (!issued.ok) return answerRefusal(request, reply, issued, refusals)
    return reply
      .type('application/ld+json')
      .header('content-disposition', `attachment; filename="azukari-receipt-${number}.json"`)
      .send(JSON.stringify(issued.document, undefined, 2))
  })
}
