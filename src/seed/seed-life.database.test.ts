import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anImport, bytes } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { enrolResident } from '../residents/index.ts'
import { depositsOf, discardDeposit, undoDeposit } from '../vault/index.ts'
import { people, seedCity } from './index.ts'
import { agreeToTerms } from '../../test/support/terms.ts'

const { residentId, identity } = people.find(({ handle }) => handle === 'ichiro')!

let city: TestTenant
let keys: string
beforeEach(async () => {
  city = await createTestTenant()
  keys = await mkdtemp(join(tmpdir(), 'azukari-seed-'))
})
afterEach(async () => {
  await city.close()
  await rm(keys, { recursive: true })
})

const states = async () => (await depositsOf(city, residentId)).map(({ state }) => state).sort()

/** What a start leaves that is killed while it reads the first file. */
async function killedWhileReading() {
  await agreeToTerms(city, await enrolResident(city, identity, residentId))
  return anImport(city, residentId, bytes('export.xml', Buffer.from('a')))
}

describe('The resident who has been with the city for a while', () => {
  it('has data once, however often the city is seeded', async () => {
    for (let time = 0; time < 2; time += 1) await seedCity(city, keys)
    expect(await states()).toEqual(['live'])
  })

  it('has data although the first start was killed in the middle', async () => {
    await killedWhileReading()
    await seedCity(city, keys)
    expect(await states()).toEqual(['live', 'reading'])
  })

  it('has data although what a killed start left was cleared away', async () => {
    await discardDeposit(city, residentId, await killedWhileReading())
    await seedCity(city, keys)
    expect(await states()).toEqual(['discarded', 'live'])
  })

  it('gets none again that was taken back by somebody trying the demo', async () => {
    await seedCity(city, keys)
    const [kept] = await depositsOf(city, residentId)
    await undoDeposit(city, residentId, kept!.importId)
    await seedCity(city, keys)
    expect(await states()).toEqual(['undone'])
  })
})
