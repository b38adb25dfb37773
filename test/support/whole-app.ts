import { addExchangeRoutes } from '../../src/exchange/index.ts'
import { addOpenIdRoutes, addOutsideKeys } from '../../src/identity/index.ts'
import type { App, AppOptions } from '../../src/platform/http/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { addPortalRoutes, drawErrorPage } from '../../src/portals/index.ts'
import { addSandboxRoutes } from '../../src/sandbox/index.ts'
import { CapturedLog, createTestApp } from './http.ts'

/** One app with what companies' programs call and every page, as in earnest. Close it before its tenant. */
export async function wholeApp(
  tenant: Tenant,
  { limits = {} }: Pick<Partial<AppOptions>, 'limits'> = {},
): Promise<{ app: App; log: CapturedLog }> {
  const log = new CapturedLog()
  const app = await createTestApp([tenant], { log: log.log, limits, errorPage: drawErrorPage })
  await addOpenIdRoutes(app, log.log)
  addOutsideKeys(app)
  addExchangeRoutes(app)
  addSandboxRoutes(app)
  const services = { spoolDirectory: '/nowhere', uploadLimitBytes: 1, keyBackupDays: 14, demo: null }
  addPortalRoutes(app, { ...services, log: log.log })
  await app.ready()
  return { app, log }
}
