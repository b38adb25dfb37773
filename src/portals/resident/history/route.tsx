import { z } from 'zod'
import { requireResident } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { depositsOf } from '../../../vault/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage, type Reader } from '../../reader.ts'
import { loadGiven, loadLookUps, loadMine } from './load-history.ts'
import { HistoryPage, shows, type HistoryContent, type Show } from './view.tsx'

const querySchema = z.object({
  show: z.enum(shows).catch('given'),
  /** Only what was before this instant. */
  before: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional()
    .catch(undefined),
})

export function addHistoryPage(pages: App): void {
  pages.get(
    paths.history,
    { preHandler: requireResident, schema: { querystring: querySchema } },
    async (request, reply) => {
      const reader = await readerOf(request, reply)
      const { show, before = null } = request.query
      const content = await loadContent(reader, show, before)
      const { view, city } = reader
      return sendPage(reply, <HistoryPage {...{ view, city, content }} older={before !== null} />)
    },
  )
}

async function loadContent(
  { tenant, residentId }: Reader,
  show: Show,
  before: Date | null,
): Promise<HistoryContent> {
  switch (show) {
    case 'given':
      return { show, slice: await loadGiven(tenant, residentId, before) }
    case 'mine':
      return { show, slice: await loadMine(tenant, residentId, before) }
    case 'deposits':
      return { show, slice: { shown: await depositsOf(tenant, residentId), olderBefore: null } }
    case 'look-ups':
      return { show, slice: await loadLookUps(tenant, residentId, before) }
  }
}
