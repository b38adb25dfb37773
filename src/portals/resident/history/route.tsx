import { requireResident } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { mergedInto } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { historyQuerySchema, loadContent } from './load-content.ts'
import { HistoryPage } from './view.tsx'

export function addHistoryPage(pages: App): void {
  pages.get(
    paths.history,
    { preHandler: requireResident, schema: { querystring: historyQuerySchema } },
    async (request, reply) => {
      const { tenant, residentId, view, city } = await readerOf(request, reply)
      const { show, before = null } = request.query
      const content = await loadContent(tenant, residentId, show, before)
      const hasMerged = (await mergedInto(tenant.database, residentId)).length > 0
      return sendPage(reply, <HistoryPage {...{ view, city, content, hasMerged }} older={before !== null} />)
    },
  )
}
