import { aResident } from '../city.ts'
import type { TestBrowser } from '../http.ts'
import { openTestPortal, type TestPortal } from '../portal.ts'
import { createTestTenant, type TestTenant } from '../tenant.ts'
import type { OutsideProvider } from '../../../src/platform/tenant.ts'
import type { ResidentId } from '../../../src/residents/index.ts'
import { goAndProve, pathOf, startProvider, type TestProvider } from './index.ts'

/** A city with an outside provider, its pages, and 青葉 花子, who is `hanako-there` at the provider. */
export interface LinkedCity {
  city: TestTenant
  provider: TestProvider
  portal: TestPortal
  hanako: ResidentId
  /** The city's pages with these settings of the provider. */
  pagesWith(changed?: Partial<OutsideProvider>): Promise<TestPortal>
  link(residentId: ResidentId, account: string): ReturnType<TestBrowser['open']>
  close(): Promise<void>
}

export async function openLinkedCity(): Promise<LinkedCity> {
  const city = await createTestTenant()
  const provider = await startProvider(city, `http://${city.hosts[0]!}/outside/callback`)
  const open: TestPortal[] = []
  const pagesWith = async (changed: Partial<OutsideProvider> = {}) => {
    const opened = await openTestPortal({ ...city, outsideProvider: provider.settings(changed) })
    open.push(opened)
    return opened
  }
  const portal = await pagesWith()
  const link = async (residentId: ResidentId, account: string) => {
    const browser = await portal.signedIn(residentId)
    return browser.open(pathOf(await goAndProve(browser, '/settings/outside', account)))
  }
  const close = async () => {
    for (const one of open) await one.close()
    await provider.stop()
    await city.close()
  }
  const hanako = await aResident(city)
  await link(hanako, 'hanako-there')
  return { city, provider, portal, hanako, pagesWith, link, close }
}

export const isSignedIn = async (browser: TestBrowser) => (await browser.open('/home')).statusCode === 200
