import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCompany, companySessionFrom } from '../../../test/support/company.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { forgetExpired } from '../forget-expired.ts'
import { findCompanySession } from './company-session.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

const hour = 60 * 60_000

describe('A session of a company', () => {
  it.each([
    ['just begun', 0, { recentlyProven: true }],
    ['four minutes old', 4 * 60_000, { recentlyProven: true }],
    ['six minutes old', 6 * 60_000, { recentlyProven: false }],
    ['silent for fifteen minutes', 15 * 60_000, undefined],
  ])('%s', async (_which, agoMs, found) => {
    const { personId } = await aCompany(tenant)
    const session = await findCompanySession(tenant, await companySessionFrom(tenant, personId, agoMs))
    if (found) expect(session).toMatchObject(found)
    else expect(session).toBeUndefined()
  })

  it('ends after nine hours, and is forgotten', async () => {
    const { personId } = await aCompany(tenant)
    await companySessionFrom(tenant, personId, 9 * hour + 1_000)
    const count = async () =>
      (await tenant.database.query('select from identity.company_sessions where person_id = $1', [personId]))
        .rowCount
    expect(await count()).toBe(2)
    await forgetExpired(tenant)
    expect(await count()).toBe(1)
  })
})
