import { findSignedIn } from '../../../../identity/index.ts'
import type { App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../../reader.ts'
import { DeveloperItemsPage } from './view.tsx'

export function addDeveloperItemsPage(pages: App): void {
  pages.get(paths.developerItems, async (request, reply) => {
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    return sendPage(reply, <DeveloperItemsPage view={view} city={cityFor(request.tenant, view)} />)
  })
}
