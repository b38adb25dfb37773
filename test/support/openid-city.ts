import { afterAll } from 'vitest'
import { addOpenIdRoutes } from '../../src/identity/index.ts'
import type { App } from '../../src/platform/http/index.ts'
import { registerTestCompany, type TestCompany } from './http-company.ts'
import { CapturedLog, createTestApp } from './http.ts'
import { createTestTenant, type TestTenant } from './tenant.ts'

export interface CityWithTokens {
  city: TestTenant
  app: App
  host: string
  issuer: string
  company: TestCompany
  log: CapturedLog
}

/** A city whose provider gives tokens, and a company with a program, for one file of tests: call it once, at the top. */
export async function aCityWithTokens(): Promise<CityWithTokens> {
  const city = await createTestTenant()
  // Hooks run last to first: the app closes before its city.
  afterAll(() => city.close())
  const log = new CapturedLog()
  const app = await createTestApp([city], { log: log.log })
  afterAll(() => app.close())
  await addOpenIdRoutes(app, log.log)
  const host = city.hosts[0] ?? ''
  return { city, app, host, issuer: `http://${host}/oidc`, company: await registerTestCompany(city), log }
}
