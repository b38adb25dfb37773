import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { asResident } from './as-resident.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

/** One that the service begins: here of the vault, as any other. */
const begun = <T>(work: (client: Queryable) => Promise<T>) => asResident(city, newId<ResidentId>(), work)
const ask = (database: Queryable) => database.query('select 1 as one')
const one = { rows: [{ one: 1 }] }
const second = /second connection/u

describe('A transaction that asks its pool instead of its client', () => {
  it('fails at once: of several at the same moment each would wait for the others', async () => {
    await expect(begun(() => ask(city.database))).rejects.toThrow(second)
    await expect(begun(() => begun(ask))).rejects.toThrow(second)
    const between = () => inTransaction(city.deliveryDatabase, () => ask(city.database))
    await expect(begun(between)).rejects.toThrow(second)
  })

  it('may ask its client, another pool, and the pool when it has ended', async () => {
    const later = await begun(async (client) => {
      expect(await ask(client)).toMatchObject(one)
      expect(await ask(city.deliveryDatabase)).toMatchObject(one)
      return { asked: sleep(100).then(() => ask(city.database)) }
    })
    expect(await later.asked).toMatchObject(one)
    expect(await Promise.all([begun(ask), begun(ask)])).toMatchObject([one, one])
  })

  it('may be a test that holds something back, while others ask', async () => {
    const meanwhile = inTransaction(city.database, () => begun(ask))
    expect(await meanwhile).toMatchObject(one)
  })
})
