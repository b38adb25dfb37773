import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { LocalDay } from '../kernel/index.ts'
import { enrolResident, searchResidents, writeMissingSearchTerms } from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

it('Who joined before anybody could be searched for is found once the task of the clock has been there', async () => {
  const said = { kana: 'キタノ イチロウ', birthDate: '1950-05-02' as LocalDay }
  const residentId = await enrolResident(city, { ...said, name: '北野 一郎' })
  const found = () => searchResidents(city, city.database, said, 10)
  await city.database.query('delete from residents.search_directory where resident_id = $1', [residentId])
  expect(await found()).toEqual([])
  await writeMissingSearchTerms(city)
  expect(await found()).toEqual([{ residentId, byMerged: false }])
})
