import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { refuseConsent } from '../consent/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { stop } from './stop.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

interface Line {
  type: string
  subject: string
  cursor: string
  more: boolean
}

/** Reads page by page to the end; of each page, how many residents it tells of and whether there is more. */
async function pagesOf(use: Use, limit: number): Promise<{ residents: number; more: boolean }[]> {
  const pages = []
  let cursor: string | undefined
  for (let more = true; more && pages.length < 30;) {
    let text = ''
    const onWrite = (lines: string) => Promise.resolve(void (text += lines))
    await readAsCompany(city, use, { limit, onWrite, ...(cursor === undefined ? {} : { cursor }) })
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
    const end = lines.at(-1)!
    ;({ more, cursor } = end)
    pages.push({ residents: new Set(lines.slice(0, -1).map(({ subject }) => subject)).size, more })
  }
  return pages
}

const silent: Record<string, (residentId: ResidentId, use: Use) => Promise<unknown>> = {
  refused: (residentId, use) =>
    refuseConsent(city, by(residentId), {
      useId: use.useId,
      versionShown: use.version,
      items: use.terms.items,
    }),
  'agreed and stopped before anything was read': async (residentId, use) => {
    await agree(city, residentId, use)
    await stop(city, by(residentId), { useId: use.useId, items: null })
  },
  'agreed to what they have no data of': (residentId, use) => agree(city, residentId, use, ['body.weight']),
}

describe('Page by page a company learns nothing of residents of whom nothing is given', () => {
  it.each([
    [1, [1, 1, 1, 0]],
    [2, [2, 1]],
    [3, [3, 0]],
    [5, [3]],
  ])('at %i a page', async (limit, residents) => {
    const use = await aUse(city, await aVendor(city))
    const person = async (answer: (residentId: ResidentId) => Promise<unknown>) => {
      const residentId = await aResident(city)
      await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
      await answer(residentId)
    }
    const expected = residents.map((count, index) => ({
      residents: count,
      more: index < residents.length - 1,
    }))
    for (let i = 0; i < 3; i += 1) await person((residentId) => agree(city, residentId, use))
    expect(await pagesOf(use, limit)).toEqual(expected)
    for (const answer of Object.values(silent))
      for (let i = 0; i < 3; i += 1) await person((residentId) => answer(residentId, use))
    expect(await pagesOf(use, limit)).toEqual(expected)
  })

  it('fills a page also with those whose stop it tells', async () => {
    const use = await aUse(city, await aVendor(city))
    const people = [await aResident(city), await aResident(city), await aResident(city)]
    for (const residentId of people) {
      await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
      await agree(city, residentId, use)
    }
    await pagesOf(use, 10)
    await stop(city, by(people[1]!), { useId: use.useId, items: null })
    expect(await pagesOf(use, 2)).toEqual([
      { residents: 2, more: true },
      { residents: 1, more: false },
    ])
  })

  it('under a once-only use also not of those who have been served', async () => {
    const use = await aUse(city, await aVendor(city), { frequency: 'once' })
    const person = async () => {
      const residentId = await aResident(city)
      await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
      await agree(city, residentId, use)
    }
    for (let i = 0; i < 4; i += 1) await person()
    await pagesOf(use, 10)
    for (let i = 0; i < 2; i += 1) await person()
    expect((await pagesOf(use, 1)).map(({ residents }) => residents)).toEqual([1, 1, 0])
  })
})
