import { z } from 'zod'
import { issueReceipt } from '../../../consent/index.ts'
import { requireResident } from '../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { findPaperEvidence, proofRefusals } from '../../../proof/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { checkingAddress } from './checking-address.ts'
import { loadReceipt, type ReceiptContent } from './load-receipt.ts'
import { receiptOnPaper } from './paper.tsx'
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
    const evidence = await evidenceOf(tenant, receipt)
    const proof = evidence && checkingAddress(request.publicOrigin, evidence)
    return sendPage(reply, <ReceiptPage view={view} city={city} receipt={receipt} proof={proof} />)
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

  pages.get(paths.receiptPdf(':number'), { ...guarded, config: onPaper }, async (request, reply) => {
    const { tenant, residentId, view, city } = await readerOf(request, reply)
    const receipt = await loadReceipt(tenant, residentId, request.params.number)
    if (!receipt) return answerRefusal(request, reply, { because: 'not-found' }, refusals)
    const evidence = await evidenceOf(tenant, receipt)
    if (!evidence) return answerRefusal(request, reply, { because: 'nothing-logged-yet' }, refusals)
    const address = checkingAddress(request.publicOrigin, evidence)
    return reply
      .type('application/pdf')
      .header(
        'content-disposition',
        `attachment; filename="azukari-receipt-${receipt.act.receiptNumber}.pdf"`,
      )
      .send(await receiptOnPaper({ view, city, receipt, evidence, address }))
  })
}

/** Drawing takes a tenth of a second of a processor: it is counted apart. */
const onPaper = { file: true, bucket: 'paper' } as const

function evidenceOf(tenant: Tenant, { parts }: ReceiptContent) {
  const leafIds = parts.flatMap(({ events }) => events.map(({ eventId }) => eventId))
  return findPaperEvidence(tenant.database, leafIds)
}
