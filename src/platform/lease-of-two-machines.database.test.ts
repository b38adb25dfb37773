import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { Queryable } from './database/index.ts'
import { ProcessLease } from './process-lease.ts'

describe('A process of a city with a second machine', () => {
  let two: TestTenant
  beforeAll(async () => {
    two = await createTestTenant()
    // The test's own lease knows no second machine.
    await two.database.query('delete from platform.processes')
  })
  afterAll(() => two.close())

  const times = async () => {
    const { rows } = await two.database.query<{ times: number }>(
      'select times::float8 as times from platform.confirmed_alone',
    )
    return rows[0]!.times
  }
  const admitted = () => Promise.resolve(true)
  const aLease = (look: () => Promise<number | undefined>, database: Queryable = two.database) =>
    new ProcessLease(database, randomUUID(), 'test', admitted, { condition: look })

  it('holds its lease only while that machine knows everything', async () => {
    let isGood = false
    const lease = aLease(async () => (isGood ? times() : undefined))
    await lease.start()
    expect(lease.held(lease.term())).toBe(false)
    isGood = true
    await vi.waitFor(() => expect(lease.held(lease.term())).toBe(true), 4_000)
    const term = lease.term()
    isGood = false
    await vi.waitFor(() => expect(lease.held(lease.term())).toBe(false), 4_000)
    isGood = true
    await vi.waitFor(() => expect(lease.held(lease.term())).toBe(true), 4_000)
    expect(lease.held(term)).toBe(false)
    await lease.stop()
  })

  it('delivers nothing by a look that began before something was confirmed without that machine', async () => {
    const looked = Promise.withResolvers<undefined>()
    const answer = Promise.withResolvers<undefined>()
    let isLost = true
    const slow = aLease(async () => {
      const seen = await times()
      if (isLost) return undefined
      looked.resolve(undefined)
      await answer.promise
      return seen
    })
    await slow.start()
    const alone = aLease(() => Promise.resolve(undefined))
    await alone.start()
    isLost = false
    await looked.promise
    // Nobody delivers, so nobody is waited for; and then the answer comes.
    const since = performance.now()
    await alone.giveUp()
    expect(performance.now() - since).toBeLessThan(1_000)
    answer.resolve(undefined)
    await sleep(150)
    expect(slow.held(slow.term())).toBe(false)
    // By its next look it is right again.
    await vi.waitFor(() => expect(slow.held(slow.term())).toBe(true), 4_000)
    await slow.stop()
    await alone.stop()
  })

  it('that gives up waits for the others, until they know or their leases have run out', async () => {
    let isGood = true
    const other = aLease(async () => (isGood ? times() : undefined))
    await other.start()
    // As a process that was killed, or that sleeps, leaves its row.
    await two.database.query(
      `insert into platform.processes (process_id, service, lease_until, delivers_until)
       values (gen_random_uuid(), 'test', now(), clock_timestamp() + interval '2 seconds')`,
    )
    const lease = aLease(async () => (isGood ? times() : undefined))
    await lease.start()
    expect([lease.held(lease.term()), other.held(other.term())]).toEqual([true, true])
    isGood = false
    const since = performance.now()
    await lease.giveUp()
    const waitedMs = performance.now() - since
    expect([lease.held(lease.term()), other.held(other.term())]).toEqual([false, false])
    expect(waitedMs).toBeGreaterThan(1_500)
    expect(waitedMs).toBeLessThan(5_500)
    await other.stop()
    await lease.stop()
  })
})
