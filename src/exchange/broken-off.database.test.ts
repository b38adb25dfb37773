import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, deposit, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { addDays, localDayOf } from '../kernel/index.ts'
import type { Use } from '../review/index.ts'
import { historyOf } from './history.ts'
import { breaksUntilServed } from './rules.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

async function recordsGivenTo(use: Use): Promise<number> {
  let text = ''
  await readAsCompany(city, use, { onWrite: (lines) => Promise.resolve(void (text += lines)) })
  return (text.match(/"type":"record"/gu) ?? []).length
}

describe('A company', () => {
  it('that hangs up has received what the network took: each resident’s page says what left', async () => {
    const use = await aUse(city, await aVendor(city))
    const people = [await aResident(city), await aResident(city), await aResident(city)].toSorted()
    const days = Array.from({ length: 240 }, (_, index) => localDayOf(addDays(city.clock.now(), -1 - index)))
    for (const person of people) {
      await deposit(city, person, stepsFile(Object.fromEntries(days.map((day) => [day, 1_000]))))
      await agree(city, person, use)
    }
    let taken = ''
    const onWrite = (lines: string) => {
      // The first resident's days are more than one piece; the second's have begun when nobody is there any more.
      if (taken.split('\n').length > 250) return Promise.reject(new Error('gone'))
      taken += lines
      return Promise.resolve()
    }
    await expect(readAsCompany(city, use, { onWrite })).rejects.toThrow('gone')
    const outcomes = []
    for (const person of people) {
      const [entry] = await historyOf(city, person, { before: null, limit: 10 })
      outcomes.push(entry?.kind === 'provision' ? [entry.outcome, entry.recordCount] : [])
    }
    const left = taken.split('\n').length - 1
    expect(left).toBeGreaterThan(250)
    expect(outcomes[0]).toEqual(['delivered', 240])
    expect(outcomes[1]).toEqual(['broken-off', expect.any(Number)])
    expect(outcomes[1]?.[1]).toBeGreaterThanOrEqual(left - 240)
    expect(outcomes[2]).toEqual(['not-delivered', 0])
  })

  it.each([
    [1, 1],
    [2, 1],
    [3, 0],
    [5, 0],
  ])(
    'under a once-only use, after %i breaks with a fresh key each, has %i more answer',
    async (breaks, more) => {
      const use = await aUse(city, await aVendor(city), { frequency: 'once' })
      const [resident, another] = [await aResident(city), await aResident(city)]
      for (const person of [resident, another]) await deposit(city, person, stepsFile({ '2026-11-01': 1 }))
      await agree(city, resident, use)
      let seen = 0
      for (let time = 0; time < breaks; time += 1) {
        const hangUp = (lines: string) => {
          if (!lines.includes('"record"')) return Promise.resolve()
          seen += 1
          return Promise.reject(new Error('gone'))
        }
        await readAsCompany(city, use, { onWrite: hangUp }).catch(() => undefined)
      }
      expect(seen).toBe(Math.min(breaks, breaksUntilServed))
      await agree(city, another, use)
      // Whose answers were never broken is served all the same.
      expect(await recordsGivenTo(use)).toBe(more + 1)
      expect(await recordsGivenTo(use)).toBe(0)
      expect(await historyOf(city, resident, { before: null, limit: 10 })).toHaveLength(seen + more)
    },
  )
})
