import { addPortalRoutes } from '../../../src/portals/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import { assets } from '../../../src/portals/ui/index.ts'
import { CapturedLog, createTestApp, tenantWithoutStores } from '../../support/http.ts'

/** Asked for, it leads on, or says no: a state of no route shows that. */
const neverAPage: readonly string[] = [
  paths.outsideCallback,
  paths.provePin,
  paths.provePasskey,
  paths.proveMail,
  paths.proveMailCode,
  paths.proveOutside,
  paths.proveDemo,
  paths.endPasskey,
  paths.cityProof,
  paths.companyProof,
  paths.partnerCode,
  paths.cityProgramKeys(':programId'),
  paths.companyKeyAdd,
  paths.cityCompanyAccept(':vendorId'),
  paths.cityCompanyTurnDown(':vendorId'),
  paths.cityCompanyContract(':vendorId'),
  paths.cityCompanyQuotas(':vendorId'),
  paths.cohortBriefings(':cohortId'),
  paths.cohortCame(':cohortId'),
  paths.cohortCodes(':cohortId'),
]

/** Every address of a page as the app registers it, with the names of its parameters: `/receipts/:number`. */
export async function pageRoutes(verb: 'GET' | 'POST' = 'GET'): Promise<string[]> {
  return (await routesOf(verb))
    .filter(({ file, url }) => !file && !(verb === 'GET' && neverAPage.includes(url)))
    .map(({ url }) => url)
}

/** Those of pages, and of files to keep: where a link may lead. */
export async function placesToGo(): Promise<string[]> {
  return (await routesOf('GET')).map(({ url }) => url)
}

async function routesOf(verb: 'GET' | 'POST'): Promise<{ url: string; file: boolean }[]> {
  const app = await createTestApp([tenantWithoutStores('pages.test')])
  const routes: { url: string; file: boolean }[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    const isAsset = assets.some(({ path }) => path === url)
    if ([method].flat().includes(verb) && !isAsset) routes.push({ url, file: config?.file ?? false })
  })
  addPortalRoutes(app, {
    spoolDirectory: '/nowhere',
    uploadLimitBytes: 1,
    keyBackupDays: 14,
    // The demo has pages of its own.
    demo: { clock: { now: () => new Date(), set: async () => undefined } },
    log: new CapturedLog().log,
  })
  await app.ready()
  await app.close()
  return routes
}
