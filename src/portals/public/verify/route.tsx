import { findSignedIn } from '../../../identity/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { describeKeys, keysOfLog } from '../../../proof/index.ts'
import { serveAsset } from '../../add-assets.ts'
import { paths } from '../../paths.ts'
import { cityFor, sendPage, viewOf } from '../../reader.ts'
import { verifyScript } from './script.ts'
import { VerifyPage } from './view.tsx'

export function addVerifyPage(pages: App): void {
  const script = verifyScript()
  serveAsset(pages, script)
  pages.get(paths.verify, async (request, reply) => {
    const view = await viewOf(request, reply, (await findSignedIn(request)) ?? null)
    const keys = describeKeys(await keysOfLog(request.tenant.database))
    const city = cityFor(request.tenant, view)
    return sendPage(reply, <VerifyPage view={view} city={city} keys={keys} script={script} />)
  })
}
