import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVendor } from '../../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import type { Company } from '../../identity/index.ts'
import { newId } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { setQuotas, type Quota, type VendorId } from '../../vendors/index.ts'
import { giveBackResidents, reserveResidents, spendRead } from './spend.ts'
import { selectSpent } from './store.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

/** The same city as another process of it knows it: what that has taken of a quota, this one does not know. */
function aProcess(): Tenant {
  return { ...city, lease: { term: () => 1, held: () => true } }
}

const by = { staffId: newId<never>() }

async function aCompanyWith(company: Partial<Quota>, program: Partial<Quota> = {}): Promise<VendorId> {
  const { vendorId } = await aVendor(city)
  const nothing: Quota = { readsAMinute: null, residentsADay: null }
  await setQuotas(
    city,
    vendorId,
    { company: { ...nothing, ...company }, program: { ...nothing, ...program } },
    by,
  )
  return vendorId
}

const programsOf = (vendorId: VendorId): [Company, Company] => [
  { vendorId, clientId: `one-${vendorId}` },
  { vendorId, clientId: `two-${vendorId}` },
]

/** Chance that comes out the same each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('Whatever two programs of a company do at two processes, one after the other', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed))(
    'no more is read than is allowed: %i',
    async (seed) => {
      const next = chance(seed)
      const whole = (below: number) => Math.floor(next() * below)
      const allowed = { all: whole(60), own: whole(40) }
      const vendorId = await aCompanyWith({ readsAMinute: allowed.all }, { readsAMinute: allowed.own })
      const programs = programsOf(vendorId)
      const processes = [aProcess(), aProcess()]
      for (let minute = 0; minute < 2; minute += 1) {
        const granted = [0, 0]
        for (let time = 0; time < 120; time += 1) {
          const which = whole(2)
          const read = await spendRead(processes[whole(2)]!, programs[which]!)
          if (read.ok) granted[which]! += 1
          else expect(read.retryAfterSeconds).toBeGreaterThan(0)
        }
        const sum = granted[0]! + granted[1]!
        expect(sum).toBeLessThanOrEqual(allowed.all)
        for (const each of granted) expect(each).toBeLessThanOrEqual(allowed.own)
        // And all that is allowed can be had: each process gives what it has taken.
        for (const process of processes)
          for (const [which, program] of programs.entries())
            while ((await spendRead(process, program)).ok) granted[which]! += 1
        expect(granted[0]! + granted[1]!).toBe(Math.min(allowed.all, 2 * allowed.own))
        city.clock.advance(60_000)
      }
    },
  )

  it.each(Array.from({ length: 15 }, (_, seed) => seed))(
    'no more residents are told of: %i',
    async (seed) => {
      const next = chance(1_000 + seed)
      const whole = (below: number) => Math.floor(next() * below)
      const allowed = { all: 1 + whole(2_000), own: 1 + whole(1_500) }
      const vendorId = await aCompanyWith({ residentsADay: allowed.all }, { residentsADay: allowed.own })
      const programs = programsOf(vendorId)
      const processes = [aProcess(), aProcess()]
      const told = [0, 0]
      for (let time = 0; time < 60; time += 1) {
        const which = whole(2)
        const [process, program] = [processes[whole(2)]!, programs[which]!]
        const reserved = await reserveResidents(process, program, 1 + whole(300))
        const needed = whole(reserved + 1)
        told[which]! += needed
        await giveBackResidents(process, program, reserved - needed)
      }
      expect(told[0]! + told[1]!).toBeLessThanOrEqual(allowed.all)
      for (const each of told) expect(each).toBeLessThanOrEqual(allowed.own)
      const spent = await selectSpent(city.database, vendorId)
      const inAll = spent.find(({ clientId, kind }) => clientId === '' && kind === 'residents')!
      expect(inAll.spent).toBeGreaterThanOrEqual(told[0]! + told[1]!)
      // What was given back is not counted, but for a little that a process keeps.
      expect(inAll.spent).toBeLessThanOrEqual(told[0]! + told[1]! + 2 * 16)
    },
  )
})

describe('A program whose company has less left than it asks for', () => {
  it('has spent no more of its own than it was given', async () => {
    const vendorId = await aCompanyWith({ residentsADay: 5 }, { residentsADay: 10 })
    const [program] = programsOf(vendorId)
    const process = aProcess()
    expect(await reserveResidents(process, program, 10)).toBe(5)
    const quota = { readsAMinute: null, residentsADay: 10 }
    await setQuotas(city, vendorId, { company: quota, program: quota }, by)
    // Who came short asks the database again after a second.
    await sleep(1_100)
    expect(await reserveResidents(process, program, 10)).toBe(5)
  })
})

describe('All at the same moment', () => {
  it('exactly as many reads as are allowed go through, at two processes', async () => {
    const [one, two] = programsOf(await aCompanyWith({ readsAMinute: 25 }))
    const processes = [aProcess(), aProcess()]
    const reads = await Promise.all(
      Array.from({ length: 80 }, (_, turn) => spendRead(processes[turn % 2]!, turn % 3 === 0 ? one : two)),
    )
    expect(reads.filter(({ ok }) => ok)).toHaveLength(25)
  })

  it('a process that takes waits for another that is taking, and sees what that took', async () => {
    const vendorId = await aCompanyWith({ readsAMinute: 5 })
    const [program] = programsOf(vendorId)
    expect((await spendRead(aProcess(), program)).ok).toBe(true)
    const taking = await city.database.connect()
    await taking.query('begin')
    await taking.query(
      `select from exchange.quota_spent where vendor_id = $1 and client_id = '' for update`,
      [vendorId],
    )
    const read = spendRead(aProcess(), program)
    // Long enough to have looked before, if it did not wait.
    await sleep(300)
    await taking.query(`update exchange.quota_spent set spent = 5 where vendor_id = $1 and client_id = ''`, [
      vendorId,
    ])
    await taking.query('commit')
    taking.release()
    expect((await read).ok).toBe(false)
  })

  it('another company reads as if nobody else were there', async () => {
    const [spender] = programsOf(await aCompanyWith({ readsAMinute: 1 }))
    const [other] = programsOf(await aCompanyWith({ readsAMinute: 30 }))
    const process = aProcess()
    const reads = await Promise.all(
      Array.from({ length: 60 }, (_, turn) => spendRead(process, turn % 2 === 0 ? spender : other)),
    )
    expect(reads.filter(({ ok }, turn) => turn % 2 === 1 && ok)).toHaveLength(30)
  })
})

describe('Who reads a thousand times a minute', () => {
  it('asks the database for it a few times only', async () => {
    const [program] = programsOf(await aCompanyWith({ readsAMinute: 100_000 }))
    let asked = 0
    const counting = new Proxy(city.database, {
      get(of, name) {
        if (name === 'connect' || name === 'query') asked += 1
        const value: unknown = Reflect.get(of, name)
        return typeof value === 'function' ? (value.bind(of) as unknown) : value
      },
    })
    const process = { ...aProcess(), database: counting }
    for (let time = 0; time < 1_000; time += 1) expect((await spendRead(process, program)).ok).toBe(true)
    expect(asked).toBeLessThan(60)
  })

  it('and who is refused does not ask it again and again', async () => {
    const [program] = programsOf(await aCompanyWith({ readsAMinute: 0 }))
    let asked = 0
    const counting = new Proxy(city.database, {
      get(of, name) {
        if (name === 'connect') asked += 1
        const value: unknown = Reflect.get(of, name)
        return typeof value === 'function' ? (value.bind(of) as unknown) : value
      },
    })
    const process = { ...aProcess(), database: counting }
    for (let time = 0; time < 200; time += 1) expect((await spendRead(process, program)).ok).toBe(false)
    expect(asked).toBeLessThan(10)
  })
})
