import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { closeSendings } from './close-sendings.ts'
import type { Closing } from './provision-store.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const closing: Closing = {
  sending: { sendingId: newId(), residentId: newId(), provisionId: newId() },
  outcome: 'not-delivered',
  items: [],
}

/** The same city, whose database answers the first statement with this fault. */
function failingOnce(code: string): { tenant: Tenant; asked: () => number } {
  let asked = 0
  const database = new Proxy(city.database, {
    get: (pool, name) => {
      if (name !== 'query') return Reflect.get(pool, name)
      return (text: string, values: unknown[]) => {
        asked += 1
        return asked === 1
          ? Promise.reject(Object.assign(new Error('no'), { code }))
          : pool.query(text, values)
      }
    },
  })
  return { tenant: { ...city, database }, asked: () => asked }
}

describe('Closing what was sent', () => {
  it.each(['57P01', '53300', '08006', 'ECONNRESET'])(
    'waits for a database that is away: %s',
    async (code) => {
      const { tenant, asked } = failingOnce(code)
      await closeSendings(tenant, [closing])
      expect(asked()).toBe(2)
    },
  )

  it.each(['23514', '22P02', '42703'])(
    'does not wait where the statement itself is wrong: %s',
    async (code) => {
      const { tenant, asked } = failingOnce(code)
      await expect(closeSendings(tenant, [closing])).rejects.toThrow('no')
      expect(asked()).toBe(1)
    },
  )
})
