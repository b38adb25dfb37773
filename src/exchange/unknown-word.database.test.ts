import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { askFor, readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { grantsOf } from '../consent/index.ts'
import { openPool } from '../platform/database/index.ts'
import { historyOf } from './history.ts'
import { stop } from './stop.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
  // As a later version of the schema may have it.
  const owner = openPool({ url: city.databases.data.migrate, name: 'test-owner', max: 1 })
  await owner.query('alter table consent.grants drop constraint grants_state_check')
  await owner.end()
})
afterAll(() => city.close())

describe('A grant in a state that this version does not know', () => {
  it('gives nothing, keeps nothing from others, and can be stopped', async () => {
    const use = await aUse(city, await aVendor(city), { items: ['activity.steps'] })
    const [lent, other] = [await aResident(city), await aResident(city)]
    for (const resident of [lent, other]) {
      await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
      await agree(city, resident, use)
    }
    await readAsCompany(city, use)
    await city.database.query(`update consent.grants set state = 'lent' where resident_id = $1`, [lent])
    await readAsCompany(city, use)

    city.clock.advance(1_000)
    const page = { before: null, limit: 10 }
    expect(await historyOf(city, lent, page)).toHaveLength(1)
    expect(await historyOf(city, other, page)).toHaveLength(2)
    expect(await askFor(city, use, lent)).toBe('not-available')
    expect(await historyOf(city, lent, page)).toMatchObject([
      { because: 'never-asked' },
      { kind: 'provision' },
    ])
    expect(await stop(city, by(lent), { useId: use.useId, items: null })).toMatchObject({ ok: true })
    expect(await grantsOf(city, lent)).toMatchObject([{ state: 'withdrawn' }])
  })
})
