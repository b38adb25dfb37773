import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId, type LocalDay } from '../kernel/index.ts'
import { openPool } from '../platform/database/index.ts'
import { enrolResident, findResident, preferencesOf, savePreferences, type ResidentId } from './index.ts'

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'あおば野市若葉1丁目1番' }
const identity = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-04-01' as LocalDay }
let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

test('A resident is found as they were enrolled, and prints as nobody', async () => {
  const residentId = await enrolResident(tenant, identity)
  const found = await findResident(tenant, residentId)
  expect(found?.identity.reveal()).toEqual(identity)
  expect(JSON.stringify(found)).not.toContain('花子')
})

test('An address, a telephone number and an e-mail address are kept with who they are of, and opened with them', async () => {
  const whole = { ...identity, address, phone: '0480000001', email: 'hanako@example.jp' }
  const found = await findResident(tenant, await enrolResident(tenant, whole))
  expect(found?.identity.reveal()).toEqual(whole)
})

test('Who is not there is not found; who is enrolled twice is a fault and stays who they were', async () => {
  expect(await findResident(tenant, newId<ResidentId>())).toBeUndefined()
  const residentId = await enrolResident(tenant, identity)
  await expect(enrolResident(tenant, { ...identity, name: '別 人' }, residentId)).rejects.toThrow()
  expect((await findResident(tenant, residentId))?.identity.reveal().name).toBe(identity.name)
})

test('An identity moved to another resident does not open', async () => {
  const [one, other] = [await enrolResident(tenant, identity), await enrolResident(tenant, identity)]
  const owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  await owner.query(
    `update residents.residents set identity = (select identity from residents.residents where resident_id = $1)
      where resident_id = $2`,
    [one, other],
  )
  await owner.end()
  await expect(findResident(tenant, other)).rejects.toThrow()
})

test('How somebody wants the pages is theirs alone, and plain Japanese is nobody’s default', async () => {
  const [one, other] = [await enrolResident(tenant, identity), await enrolResident(tenant, identity)]
  await savePreferences(tenant, one, { locale: 'ja-easy', ruby: true, largeText: true })
  await savePreferences(tenant, one, { locale: 'en', ruby: false, largeText: true })
  expect(await preferencesOf(tenant, one)).toEqual({ locale: 'en', ruby: false, largeText: true })
  expect(await preferencesOf(tenant, other)).toEqual({ locale: 'ja', ruby: false, largeText: false })
})
