import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, settled, stepsFile } from '../../test/support/city.ts'
import { askFor, readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, openTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { dayMs, localDayOf } from '../kernel/index.ts'
import type { Pool } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { historyOf } from './history.ts'
import { stop } from './stop.ts'

let city: TestTenant
let another: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
  another = await openTestTenant(city.id, city.databases, city.ring)
})
afterAll(async () => {
  await another.close()
  await city.close()
})

/** A resident of whom a company has received something, and who has stopped. */
async function aFormerSubject() {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor)
  const resident = await aResident(city)
  await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
  await agree(city, resident, use)
  await settled(city)
  await readAsCompany(city, use)
  city.clock.advance(1_000)
  await stop(city, by(resident), { useId: use.useId, items: null })
  return { vendor, use, resident }
}

type Subject = Awaited<ReturnType<typeof aFormerSubject>>

const refusalsOf = async ({ resident }: Subject) =>
  (await historyOf(city, resident, { before: null, limit: 200 })).filter(({ kind }) => kind === 'refusal')

/** The same city, where every statement in a transaction is written down. */
function listeningTo(tenant: Tenant, heard: string[]): Tenant {
  const connect = async () => {
    const client = await tenant.database.connect()
    const query = (text: string, values?: unknown[]) => {
      heard.push(text)
      return client.query(text, values)
    }
    return { query, release: () => client.release() }
  }
  const query: Pool['query'] = tenant.database.query.bind(tenant.database)
  return { ...tenant, database: { connect, query } as unknown as pg.Pool }
}

const whatFollowsTheCounting = (heard: readonly string[]) =>
  heard.flatMap((text, index) => (text.includes('exchange.refusal_counts') ? [heard[index + 1]] : []))

describe('However often a company asks for a resident who has stopped', () => {
  it('500 times are one entry that says so, also from two processes at once', async () => {
    const subject = await aFormerSubject()
    const { use, resident } = subject
    const firstAt = city.clock.now()
    await askFor(city, use, resident)
    city.clock.advance(60_000)
    another.clock.set(city.clock.now())
    const asking = Array.from({ length: 10 }, async (_, index) => {
      for (let time = 0; time < 50 - Number(index === 0); time += 1)
        expect(await askFor(index % 2 === 0 ? city : another, use, resident)).toBe('withdrawn')
    })
    await Promise.all(asking)
    expect(await refusalsOf(subject)).toMatchObject([
      { because: 'withdrawn', times: 500, firstAt, lastAt: city.clock.now(), at: city.clock.now() },
    ])
  })

  it('bulk reads that tell of the stop again and again are counted in the same entry', async () => {
    const subject = await aFormerSubject()
    const { use, resident } = subject
    await settled(city)
    await Promise.all([0, 1, 2, 3].map((index) => readAsCompany(index % 2 === 0 ? city : another, use)))
    await askFor(city, use, resident)
    expect(await refusalsOf(subject)).toMatchObject([{ because: 'withdrawn', times: 5 }])
  })

  it('two reasons are two entries', async () => {
    const subject = await aFormerSubject()
    const { vendor, use, resident } = subject
    await askFor(city, use, resident)
    await agree(city, resident, use)
    await aUse(city, vendor, { useId: use.useId, version: 2 })
    city.clock.advance(1_000)
    for (let time = 0; time < 2; time += 1) expect(await askFor(city, use, resident)).toBe('not-available')
    expect(await refusalsOf(subject)).toMatchObject([
      { because: 'other-version', times: 2 },
      { because: 'withdrawn', times: 1 },
    ])
  })

  it('two days in Japan are two entries', async () => {
    const subject = await aFormerSubject()
    const { use, resident } = subject
    const midnight = Math.ceil((city.clock.now().getTime() + 9 * 3_600_000) / dayMs) * dayMs - 9 * 3_600_000
    city.clock.set(new Date(midnight - 1))
    await askFor(city, use, resident)
    city.clock.advance(1)
    await askFor(city, use, resident)
    await askFor(city, use, resident)
    expect(await refusalsOf(subject)).toMatchObject([
      { times: 2, firstAt: new Date(midnight) },
      { times: 1, lastAt: new Date(midnight - 1) },
    ])
  })
})

describe('What a bulk read does not get', () => {
  it('is counted per company, use, reason and day, also from two processes at once', async () => {
    const subject = await aFormerSubject()
    const { use } = subject
    const other = await aResident(city)
    await agree(city, other, use)
    await stop(city, by(other), { useId: use.useId, items: null })
    await settled(city)
    another.clock.set(city.clock.now())
    await Promise.all([0, 1, 2, 3].map((index) => readAsCompany(index % 2 === 0 ? city : another, use)))
    const { rows } = await city.database.query(
      `select vendor_id, because, day::text, count from exchange.refusal_counts where use_id = $1`,
      [use.useId],
    )
    const day = localDayOf(city.clock.now())
    const count = String(4 * 2 * use.terms.items.length)
    expect(rows).toEqual([{ vendor_id: use.vendorId, because: 'withdrawn', day, count }])
    // Only who had been provided to this company is named to it, and sees it on their page.
    expect(await refusalsOf({ ...subject, resident: other })).toEqual([])
  })

  it('is counted beyond what 32 bits hold', async () => {
    const { use } = await aFormerSubject()
    await settled(city)
    await readAsCompany(city, use)
    await city.database.query('update exchange.refusal_counts set count = 2147483647 where use_id = $1', [
      use.useId,
    ])
    await readAsCompany(city, use)
    const { rows } = await city.database.query<{ count: string }>(
      'select count from exchange.refusal_counts where use_id = $1',
      [use.useId],
    )
    expect(rows).toEqual([{ count: String(2_147_483_647 + use.terms.items.length) }])
  })

  it('is counted by the last statement, so that the next delivery waits for no more than the commit', async () => {
    const { use } = await aFormerSubject()
    const other = await aResident(city)
    await deposit(city, other, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, other, use)
    await settled(city)
    const heard: string[] = []
    await readAsCompany(listeningTo(city, heard), use)
    expect(heard.some((text) => text.includes('insert into exchange.sendings'))).toBe(true)
    expect(whatFollowsTheCounting(heard)).toEqual(['commit'])
  })
})
