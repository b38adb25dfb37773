/** Everything a page can do, an API can do, or there is a reason from a closed list (support/twins.ts). */
import { describe, expect, it } from 'vitest'
import { knownScopes } from '../src/identity/index.ts'
import { addMeRoutes } from '../src/me/index.ts'
import { pathOfShare } from '../src/portals/index.ts'
import { addProgramRoutes } from '../src/programs/index.ts'
import { addSandboxRoutes } from '../src/sandbox/index.ts'
import { pageRoutes } from './browser/manifest/page-routes.ts'
import { CapturedLog, createTestApp, tenantWithoutStores } from './support/http.ts'
import { everyForm, twins } from './support/twins.ts'

describe('Everything a page can do', () => {
  it('an API can do, or it is said why not', async () => {
    const forms = await pageRoutes('POST')
    expect(
      forms.filter((form) => !everyForm.includes(form)),
      `→ test/support/twins.ts: give each of these forms one line. Either in twins, [paths.yourForm]: ['scope POST /…/v1/…'], which is
an operation of the OpenAPI document that calls the same use case as the form (routes of /admin/v1 are in src/programs, of
/me/v1 in src/me); or in peopleAlone, under the reason why no program does it. There is no other reason. Then the states of what it is answered with: test/browser/README.md`,
    ).toEqual([])
    expect(
      everyForm.filter((form) => !forms.includes(form)),
      '→ test/support/twins.ts: these are no forms any more',
    ).toEqual([])
    expect(
      everyForm.filter((form, place) => everyForm.indexOf(form) !== place),
      '→ test/support/twins.ts: one line for each',
    ).toEqual([])
  })

  it.each(Object.entries(twins))('of %s is described, with its scope', async (_, operations) => {
    const described = await describedOperations()
    expect(
      operations.filter((one) => !described.includes(one)),
      '→ test/support/twins.ts: is this operation in the OpenAPI document, and is this the scope it wants?',
    ).toEqual([])
  })
})

/** Each operation after each scope that opens it. */
async function describedOperations(): Promise<string[]> {
  const scopes = { known: knownScopes, check: () => Promise.reject(new Error('nobody calls')) }
  const app = await createTestApp([tenantWithoutStores('twins.test')], { scopes })
  const services = {
    spoolDirectory: '/nowhere',
    uploadLimitBytes: 1,
    pathOfShare,
    log: new CapturedLog().log,
  }
  addSandboxRoutes(app)
  addProgramRoutes(app, services)
  addMeRoutes(app, services)
  await app.ready()
  const { paths: described } = app.swagger() as {
    paths: Record<string, Record<string, { security?: Record<string, string[]>[] }>>
  }
  await app.close()
  return Object.entries(described).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([verb, { security = [] }]) =>
      security
        .flatMap((one) => Object.values(one).flat())
        .map((scope) => `${scope} ${verb.toUpperCase()} ${path}`),
    ),
  )
}
