import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { AppOptions } from '../../src/platform/http/index.ts'
import { addPortalRoutes, drawErrorPage, type PortalServices } from '../../src/portals/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { CapturedLog, createTestApp, TestBrowser } from './http.ts'
import { createTestTenant, type TestTenant } from './tenant.ts'

const mebibyte = 1024 * 1024

export interface TestPortal {
  log: CapturedLog
  /** A browser of its own, not signed in. */
  browser(): TestBrowser
  /** A browser in which this resident is signed in, with their home open. */
  signedIn(residentId: ResidentId): Promise<TestBrowser>
  close(): Promise<void>
}

/** A city of its own and all its pages, for one file of tests: call it once, at the top; both close with the file. */
export async function aCityWithPages(): Promise<{ city: TestTenant; portal: TestPortal }> {
  const city = await createTestTenant()
  // Hooks run last to first: the pages close before their city.
  afterAll(() => city.close())
  const portal = await openTestPortal(city)
  afterAll(() => portal.close())
  return { city, portal }
}

/** All pages of one city, as in earnest. Close it before its tenant. */
export async function openTestPortal(
  tenant: TestTenant,
  changed: Partial<PortalServices> & Pick<Partial<AppOptions>, 'mode' | 'limits'> = {},
): Promise<TestPortal> {
  const log = new CapturedLog()
  const spoolDirectory = await mkdtemp(join(tmpdir(), 'azukari-spool-'))
  const services = {
    spoolDirectory,
    uploadLimitBytes: mebibyte,
    keyBackupDays: 14,
    demo: { clock: { now: () => tenant.clock.now(), set: async (now: Date) => tenant.clock.set(now) } },
    log: log.log,
    ...changed,
  }
  const app = await createTestApp([tenant], {
    log: log.log,
    mode: changed.mode ?? 'demo',
    limits: changed.limits ?? {},
    uploadLimitBytes: services.uploadLimitBytes,
    errorPage: drawErrorPage,
  })
  addPortalRoutes(app, services)
  await app.ready()
  const browser = () => new TestBrowser(app, tenant.hosts[0] ?? '')
  return {
    log,
    browser,
    signedIn: async (residentId) => {
      const visitor = browser()
      await visitor.open('/sign-in')
      const answer = await visitor.submit('/sign-in', { resident: residentId })
      if (answer.statusCode !== 303) throw new Error(`signing in was answered ${String(answer.statusCode)}`)
      await visitor.open('/home')
      return visitor
    },
    close: async () => {
      await app.close()
      await rm(spoolDirectory, { recursive: true })
    },
  }
}
