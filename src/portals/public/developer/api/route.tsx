import { findSignedIn } from '../../../../identity/index.ts'
import { usualLimits, type App } from '../../../../platform/http/index.ts'
import { repeatWindowMs } from '../../../../wire/index.ts'
import { paths } from '../../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../../reader.ts'
import { operationsOf } from './operations.ts'
import { ApiPage, apiTags } from './view.tsx'

/** The API as this very process describes it. */
export function addDeveloperApiPage(pages: App): void {
  pages.get(paths.developerApi, async (request, reply) => {
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    const operations = operationsOf(request.server.swagger(), apiTags)
    const { program, sandbox } = usualLimits
    const limits = { program, sandbox, repeatMinutes: repeatWindowMs / 60_000 }
    return sendPage(reply, <ApiPage {...{ view, city: cityFor(request.tenant, view), operations, limits }} />)
  })
}
