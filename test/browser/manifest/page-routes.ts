import { addPortalRoutes } from '../../../src/portals/index.ts'
import { CapturedLog, createTestApp, tenantWithoutStores } from '../../support/http.ts'

/** Every address of a page as the app registers it, with the names of its parameters: `/receipts/:number`. */
export async function pageRoutes(): Promise<string[]> {
  const app = await createTestApp([tenantWithoutStores('pages.test')])
  const routes: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('GET') && !url.startsWith('/assets/')) routes.push(url)
  })
  addPortalRoutes(app, {
    spoolDirectory: '/nowhere',
    uploadLimitBytes: 1,
    demo: null,
    log: new CapturedLog().log,
  })
  await app.ready()
  await app.close()
  return routes
}
