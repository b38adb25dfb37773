import { addPortalRoutes } from '../../../src/portals/index.ts'
import { assets } from '../../../src/portals/ui/index.ts'
import { CapturedLog, createTestApp, tenantWithoutStores } from '../../support/http.ts'

/** Every address of a page as the app registers it, with the names of its parameters: `/receipts/:number`. */
export async function pageRoutes(verb: 'GET' | 'POST' = 'GET'): Promise<string[]> {
  const app = await createTestApp([tenantWithoutStores('pages.test')])
  const routes: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes(verb) && !assets.some(({ path }) => path === url)) routes.push(url)
  })
  addPortalRoutes(app, {
    spoolDirectory: '/nowhere',
    uploadLimitBytes: 1,
    // The demo has pages of its own.
    demo: { clock: { now: () => new Date(), set: async () => undefined } },
    log: new CapturedLog().log,
  })
  await app.ready()
  await app.close()
  return routes
}
