import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { aResident } from '../../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { writeOnceForLink } from '../index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A deed that has begun and goes on until it is told to end; and the same asked for again. */
async function aSlowDeed() {
  const link = { residentId: await aResident(city), linkHash: randomBytes(32) }
  const asked = { idempotencyKey: 'one', deed: 'deposit', content: { bytes: 3 } }
  const end = Promise.withResolvers<'ended'>()
  const begun = Promise.withResolvers<'begun'>()
  const first = writeOnceForLink(city, link, asked, async () => {
    begun.resolve('begun')
    await end.promise
    return { ok: true, answer: { by: 'first' } }
  })
  await begun.promise
  const again = () =>
    writeOnceForLink(city, link, asked, () => Promise.resolve({ ok: true, answer: { by: 'second' } }))
  const isSaidAnew = async () => {
    const { rows } = await city.database.query<{ begun_at: Date }>(
      'select begun_at from identity.app_writes where resident_id = $1',
      [link.residentId],
    )
    return rows[0]?.begun_at.getTime() === Date.now()
  }
  return { first, again, isSaidAnew, end: () => end.resolve('ended') }
}

describe('A deed that takes longer than a minute', () => {
  it('is begun by nobody else while its process is at it', async () => {
    const { first, again, isSaidAnew, end } = await aSlowDeed()
    for (let quarter = 0; quarter < 8; quarter += 1) {
      vi.advanceTimersByTime(15_000)
      for (let times = 0; times < 100 && !(await isSaidAnew()); times += 1) await sleep(10)
    }
    expect(await again()).toEqual({ ok: false, because: 'being-done' })
    end()
    expect(await first).toEqual({ ok: true, answer: { by: 'first' } })
    expect(await again()).toEqual({ ok: true, answer: { by: 'first' } })
  })

  it('is begun anew when its process says nothing more', async () => {
    const { first, again, end } = await aSlowDeed()
    vi.setSystemTime(Date.now() + 61_000)
    expect(await again()).toEqual({ ok: true, answer: { by: 'second' } })
    end()
    await first
  })
})
