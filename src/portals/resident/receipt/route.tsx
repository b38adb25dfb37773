import { z } from 'zod'
import { requireResident } from '../../../identity/index.ts'
import { answerRefusal, httpRefusals, type App } from '../../../platform/http/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { loadReceipt } from './load-receipt.ts'
import { ReceiptPage } from './view.tsx'

const params = z.object({ number: z.string() })

export function addReceiptPage(pages: App): void {
  pages.get(
    paths.receipt(':number'),
    { preHandler: requireResident, schema: { params } },
    async (request, reply) => {
      const { tenant, residentId, view, city } = await readerOf(request, reply)
      // Read out on the telephone and typed in by hand, it may come in small letters.
      const receipt = await loadReceipt(tenant, residentId, request.params.number.toUpperCase())
      if (!receipt) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
      return sendPage(reply, <ReceiptPage view={view} city={city} receipt={receipt} />)
    },
  )
}
