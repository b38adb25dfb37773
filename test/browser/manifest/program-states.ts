/** The city's own programs: let in, changed and ended. */
import type { Page } from 'playwright-core'
import { endProgram, registerProgram, startStaffSession, type StaffId } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { anAdministrator, sessionFrom } from '../../support/staff.ts'
import { staffNames } from './city-states.ts'
import type { ExampleState } from './deposit-states.ts'

/** Of RFC 8037 A.2: a picture shows its name, which must be the same each time. */
const key = { kty: 'OKP', crv: 'Ed25519', kid: 'ledger-1', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }

export async function programStates(tenant: Tenant): Promise<ExampleState[]> {
  const { staffId } = await anAdministrator(tenant, staffNames.administratorOfPrograms)
  const [programId, ended] = ['city.ledger', 'city.former']
  const jwks = { keys: [key] }
  const scopes = ['admin:items', 'admin:residents'] as const
  await registerProgram(tenant, staffId, { programId, name: 'みほんのだいちょう', scopes, jwks })
  await registerProgram(tenant, null, { programId: ended, name: 'まえのだいちょう', scopes, jwks })
  await endProgram(tenant, staffId, ended)
  const at = { as: null, staff: () => startStaffSession(tenant.database, staffId) }
  const before = { as: null, staff: () => sessionFrom(tenant, staffId, 6 * 60_000) }
  const [all, one] = [paths.cityPrograms, paths.cityProgram(':programId')]
  const path = paths.cityProgram(programId)
  return [
    { ...at, route: all, name: 'one, and one that has ended', path: all },
    { ...before, route: all, name: 'a passkey shown a while ago', path: all },
    {
      ...{ ...at, route: all, name: 'nothing typed', announces: true, path: all },
      then: async (page) => {
        await page.locator('main button.primary').click()
        await page.locator('#key-error').waitFor()
      },
    },
    {
      ...{ ...at, route: all, name: 'sent when the passkey had run out', path: all },
      then: (page) => sendTooLate(page, tenant, staffId),
    },
    { ...at, route: one, name: 'a passkey just shown', path },
    { ...before, route: one, name: 'a passkey shown a while ago', path },
    { ...at, route: one, name: 'ended', path: paths.cityProgram(ended) },
    ...['registered', 'scopes', 'keys', 'ended'].map((done): ExampleState => ({
      ...{ ...at, route: one, name: `just ${done}`, announces: true, path: `${path}?done=${done}` },
    })),
    {
      ...{ ...at, route: one, name: 'a private key', announces: true, path },
      then: async (page) => {
        await page.locator('#key').fill('-----BEGIN PRIVATE KEY-----')
        await page.locator(`form[action="${paths.cityProgramKeys(programId)}"] button`).click()
        await page.locator('#key-error').waitFor()
      },
    },
  ]
}

/** Typed while the passkey was good, and sent six minutes after: the page that asks for it carries what was typed. */
async function sendTooLate(page: Page, { database }: Tenant, staffId: StaffId): Promise<void> {
  await page.locator('#name').fill('みほんのじゅうみんきろく')
  await page.locator('#id').fill('city.sample')
  await page.locator('input[name=may]').first().check()
  const later = `update identity.staff_sessions set proven_at = proven_at - interval '6 minutes' where staff_id = $1`
  await database.query(later, [staffId])
  await page.locator('main button.primary').click()
  await page.locator(`[data-passkey]`).waitFor({ state: 'attached' })
}
