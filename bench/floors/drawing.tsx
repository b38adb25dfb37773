import { Personal } from '../../src/kernel/index.ts'
import { cityFor } from '../../src/portals/reader.ts'
import { loadGiven } from '../../src/portals/resident/history/load-history.ts'
import { HistoryPage } from '../../src/portals/resident/history/view.tsx'
import { renderPage, type View } from '../../src/portals/ui/index.ts'
import type { BenchCity } from '../city/open-city.ts'
import { residentsWithOwnItem } from '../workload.ts'

const residentsDrawn = 20

const view: View = {
  locale: 'ja',
  ruby: false,
  largeText: false,
  nonce: '',
  csrfToken: '',
  portal: 'resident',
  path: '/history',
  signedIn: { displayName: new Personal('見本 太郎') },
  demo: null,
}

/** Draws the page of who was given it, from what lies in memory already; each time the next resident's. */
export async function historyDrawer(served: BenchCity): Promise<() => string> {
  const { tenant } = served
  const residents = residentsWithOwnItem(served).slice(0, residentsDrawn)
  const slices = await Promise.all(residents.map((residentId) => loadGiven(tenant, residentId, null)))
  const city = cityFor(tenant, view)
  let turn = 0
  return () => {
    const slice = slices[(turn += 1) % slices.length]
    if (!slice) throw new Error('nobody has a page')
    const content = { show: 'given', slice } as const
    return renderPage(
      <HistoryPage view={view} city={city} content={content} hasMerged={false} older={false} />,
    )
  }
}
