import { z } from 'zod'
import { requireResident } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import { mergedInto, readableFrom } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'
import { readerOf, sendPage } from '../../../reader.ts'
import { historyQuerySchema, loadContent } from '../load-content.ts'
import { MergedPage } from './view.tsx'

/** Which of them by its place in the list, for there is hardly ever more than one. */
const querySchema = historyQuerySchema.extend({ record: z.coerce.number().int().min(1).max(20).catch(1) })

/** 統合した記録: what happened in another entry of this resident, until it is erased. */
export function addMergedHistoryPage(pages: App): void {
  pages.get(
    paths.historyMerged,
    { preHandler: requireResident, schema: { querystring: querySchema } },
    async (request, reply) => {
      const { tenant, residentId, view, city } = await readerOf(request, reply)
      const { show, before = null, record } = request.query
      const records = await mergedInto(tenant.database, residentId)
      const chosen = records[record - 1]
      const from = chosen && readableFrom(chosen.mergedAt)
      const isReadable = from !== undefined && from <= tenant.clock.now()
      const content =
        chosen && isReadable ? await loadContent(tenant, chosen.residentId, show, before) : undefined
      const merged = chosen && from && { content, from, record, eraseAt: chosen.eraseAt, of: records.length }
      return sendPage(reply, <MergedPage {...{ view, city, merged }} older={before !== null} />)
    },
  )
}
