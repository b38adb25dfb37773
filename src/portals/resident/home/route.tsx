import { openSharesOf, requireResident } from '../../../identity/index.ts'
import { countUnread } from '../../../notices/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { termsOf } from '../../../residents/index.ts'
import { holdingsOf } from '../../../vault/index.ts'
import { paths } from '../../paths.ts'
import { readerOf, sendPage } from '../../reader.ts'
import { loadCompanies } from '../companies/load-companies.ts'
import { isStoppableAt, livePurposesOf, switchboardOf } from '../companies/switchboard.ts'
import { ActMessage } from '../companies/stop/act-message.tsx'
import { loadLastStop } from '../companies/stop/act-result.ts'
import { awayOf } from '../leave/away.ts'
import { newestEventOf } from './newest-event.ts'
import { HomePage } from './view.tsx'

export function addHomePage(pages: App): void {
  pages.get(paths.home, { preHandler: requireResident }, async (request, reply) => {
    const reader = await readerOf(request, reply)
    const { tenant, residentId, view, city } = reader
    const [companies, shares, holdings, newest, lastStop, unread, { standing }, away] = await Promise.all([
      loadCompanies(tenant, residentId),
      openSharesOf(tenant.database, residentId, tenant.clock.now()),
      holdingsOf(tenant, residentId),
      newestEventOf(tenant, residentId),
      loadLastStop(reader),
      countUnread(tenant, residentId),
      termsOf(tenant, residentId),
      awayOf(tenant, residentId),
    ])
    return sendPage(
      reply,
      <HomePage
        view={view}
        city={city}
        inForce={{
          companies: switchboardOf(companies).using.length,
          purposes: livePurposesOf(companies).length,
        }}
        stoppable={companies.some(isStoppableAt) || shares.size > 0}
        items={holdings.length}
        newest={newest}
        unread={unread}
        terms={standing}
        away={away}
        status={lastStop && <ActMessage result={lastStop} />}
      />,
    )
  })
}
