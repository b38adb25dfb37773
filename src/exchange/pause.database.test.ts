import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { askFor, openRead, readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { wholeJournal } from '../../test/support/journal.ts'
import { addDays } from '../kernel/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { historyOf } from './history.ts'
import { lookAgain } from './second-look-store.ts'
import { pause } from './stop.ts'

let city: TestTenant
let use: Use
let residentId: ResidentId
const now = new Date('2026-12-03T01:00:00Z')
const everything = { useId: null, items: null }
const history = async () => historyOf(city, residentId, { before: null, limit: 20 })
const steps = { item: 'activity.steps' as const, day: '2026-11-01', live: true }

beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())
beforeEach(async () => {
  city.clock.set(now)
  use = await aUse(city, await aVendor(city), { items: ['activity.steps'] })
  residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
  await agree(city, residentId, use)
})

describe('What is paused', () => {
  it('is given to nobody, who hears nothing of it, and is in the journal before that is said', async () => {
    await readAsCompany(city, use)
    const paused = await pause(city, by(residentId), everything, null)
    expect(paused).toMatchObject({ ok: true, stillUnderWay: [] })
    const { entries } = await wholeJournal(city.journal.file)
    expect(entries.at(-1)).toMatchObject({ kind: 'paused', of: { residentId } })
    city.clock.advance(1_000)
    await readAsCompany(city, use)
    expect(await askFor(city, use, residentId)).toBe('not-available')
    expect(await history()).toMatchObject([{ kind: 'refusal', because: 'paused' }, { kind: 'provision' }])
  })

  it.each([
    ['without an end', null, 0],
    ['until tomorrow', addDays(now, 1), 0],
    ['until a moment ago', addDays(now, -1), 1],
  ])('%s is seen so by the second look', async (_, until, found) => {
    const open = await openRead(city, use)
    if (!open.ok) throw new Error(open.because)
    await city.database.query(
      `update consent.grants set state = 'paused', paused_until = $2 where resident_id = $1`,
      [residentId, until],
    )
    // As far as the window reaches: what is asked here is the state alone.
    const delivery = { ...open.delivery, high: open.delivery.high + 1_000_000n }
    const day = { ...steps, residentId } as Parameters<typeof lookAgain>[2][number]
    expect(await lookAgain(city, delivery, [day])).toHaveLength(found)
  })

  it('is given again from its day on, and nothing that came in meanwhile is lost to a cursor', async () => {
    const lines: string[] = []
    const read = async (cursor: string | null) => {
      lines.length = 0
      await readAsCompany(city, use, {
        cursor,
        onWrite: (chunk) => {
          lines.push(String(chunk))
          return Promise.resolve()
        },
      })
      const end = lines.join('').trim().split('\n').at(-1) ?? ''
      return (JSON.parse(end) as { cursor: string }).cursor
    }
    const first = await read(null)
    await pause(city, by(residentId), everything, addDays(now, 1))
    await deposit(city, residentId, stepsFile({ '2026-11-02': 5_000 }))
    const during = await read(first)
    expect(lines.join('')).not.toContain('2026-11-02')
    city.clock.set(addDays(now, 1))
    const after = await read(during)
    expect(lines.join('')).toContain('2026-11-02')
    await read(after)
    expect(lines.join('')).not.toContain('2026-11-02')
  })
})
