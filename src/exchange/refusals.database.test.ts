import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { askFor, readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import { dayMs, localDayOf, newId } from '../kernel/index.ts'
import type { Pool } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Vendor, VendorId } from '../vendors/index.ts'
import { selectRefusalEntries, type RefusalEntry } from './history-store.ts'
import { historyOf } from './history.ts'
import { insertRefusals, refusalsKept } from './refusal-store.ts'
import { stop } from './stop.ts'

let city: TestTenant
let another: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
  another = await reopen(city)
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
  await readAsCompany(city, use)
  city.clock.advance(1_000)
  await stop(city, by(resident), { useId: use.useId, items: null })
  return { vendor, use, resident }
}

type Subject = Awaited<ReturnType<typeof aFormerSubject>>

const rowsOf = async ({ resident }: Subject) =>
  (await city.database.query('select from exchange.refusals where resident_id = $1', [resident])).rowCount

const countOf = async ({ use }: Subject) =>
  (
    await city.database.query<{ count: string }>(
      'select sum(count) as count from exchange.refusal_counts where use_id = $1',
      [use.useId],
    )
  ).rows[0]?.count

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
  it('500 times are one entry of 100 or more, and all are counted, also from two processes at once', async () => {
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
      { because: 'withdrawn', times: refusalsKept, orMore: true, firstAt, lastAt: city.clock.now() },
    ])
    // Each of the ten at work may find the hundredth not yet written.
    expect(await rowsOf(subject)).toBeLessThanOrEqual(refusalsKept + 10)
    expect(await countOf(subject)).toBe('500')
  })

  it('fewer than 100 times are told as they were', async () => {
    const subject = await aFormerSubject()
    const { use, resident } = subject
    for (let time = 1; time < refusalsKept; time += 1) await askFor(city, use, resident)
    expect(await refusalsOf(subject)).toMatchObject([{ times: refusalsKept - 1, orMore: false }])
    await askFor(city, use, resident)
    await askFor(city, use, resident)
    expect(await refusalsOf(subject)).toMatchObject([{ times: refusalsKept, orMore: true }])
    expect([await rowsOf(subject), await countOf(subject)]).toEqual([refusalsKept, '101'])
  })

  it('another use, another reason, another resident and another day are written down all the same', async () => {
    const subject = await aFormerSubject()
    const { vendor, use, resident } = subject
    for (let time = 0; time < refusalsKept; time += 1) await askFor(city, use, resident)
    const other = { vendorId: vendor.vendorId, useId: (await aUse(city, vendor)).useId }
    const someone = await aResident(city)
    const now = city.clock.now()
    const tomorrow = new Date(now.getTime() + dayMs)
    await insertRefusals(city.database, use, [resident, someone], 'withdrawn', now)
    await insertRefusals(city.database, use, [resident], 'expired', now)
    await insertRefusals(city.database, other, [resident], 'withdrawn', now)
    await insertRefusals(city.database, use, [resident], 'withdrawn', tomorrow)
    expect(
      (await refusalsOf(subject)).map((entry) => entry.kind === 'refusal' && entry.times).sort(),
    ).toEqual([1, 1, 1, refusalsKept])
    expect(await refusalsOf({ ...subject, resident: someone })).toMatchObject([{ times: 1 }])
  })

  it('the asking for one resident counts last, too', async () => {
    const { use, resident } = await aFormerSubject()
    const heard: string[] = []
    await askFor(listeningTo(city, heard), use, resident)
    expect(whatFollowsTheCounting(heard)).toEqual(['commit'])
  })

  it('bulk reads that tell of the stop again and again are counted in the same entry', async () => {
    const subject = await aFormerSubject()
    const { use, resident } = subject
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

describe('Pages of what was refused', () => {
  /** Twelve days, three uses, three reasons; in each group up to a few more than are written down as a rule. */
  async function aLongRecord(vendorId: VendorId, resident: ResidentId): Promise<void> {
    const uses = await Promise.all([1, 2, 3].map(() => aUse(city, { vendorId } as Vendor)))
    await city.database.query(
      `insert into exchange.refusals (resident_id, refusal_id, vendor_id, use_id, because, day, happened_at)
       select $1, gen_random_uuid(), $2, use_id, because, (at at time zone 'Asia/Tokyo')::date, at
         from unnest($3::uuid[]) with ordinality as uses (use_id, u),
              unnest($4::text[]) with ordinality as reasons (because, r),
              generate_series(0, 11) as day,
              generate_series(1, 1 + (day * 35) % 104) as time,
              lateral (select $5::timestamptz - make_interval(days => day, secs => time + u / 10.0 + r / 100.0))
                as placed (at)`,
      [
        resident,
        vendorId,
        uses.map(({ useId }) => useId),
        ['withdrawn', 'expired', 'refused'],
        city.clock.now(),
      ],
    )
  }

  async function readAll(resident: ResidentId, vendorId: VendorId | null, limit: number) {
    const seen: RefusalEntry[] = []
    for (let before: Date | null = null; ; before = seen.at(-1)?.lastAt ?? null) {
      const entries = await selectRefusalEntries(city.database, resident, { before, limit, vendorId })
      seen.push(...entries)
      if (entries.length < limit) return seen
    }
  }

  it.each([1, 7, 31, 200])('of %i entries repeat no group and lose none', async (limit) => {
    const { vendor, resident } = await aFormerSubject()
    await aLongRecord(vendor.vendorId, resident)
    const { rows } = await city.database.query(
      `select use_id as "useId", because, least(count(*), 100)::int as times, max(happened_at) as "lastAt"
         from exchange.refusals where resident_id = $1 group by use_id, because, day order by 4 desc`,
      [resident],
    )
    expect(rows.length).toBeGreaterThanOrEqual(12 * 9)
    for (const vendorId of [null, vendor.vendorId])
      expect(await readAll(resident, vendorId, limit)).toMatchObject(rows)
    expect(await readAll(resident, newId<VendorId>(), limit)).toEqual([])
  })
})

describe('What a bulk read does not get', () => {
  it('is counted per company, use, reason and day, also from two processes at once', async () => {
    const subject = await aFormerSubject()
    const { use } = subject
    const other = await aResident(city)
    await agree(city, other, use)
    await stop(city, by(other), { useId: use.useId, items: null })
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
    const heard: string[] = []
    await readAsCompany(listeningTo(city, heard), use)
    expect(heard.some((text) => text.includes('insert into exchange.sendings'))).toBe(true)
    expect(whatFollowsTheCounting(heard)).toEqual(['commit'])
  })
})
