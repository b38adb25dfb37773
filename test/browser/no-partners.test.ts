/** The page of partners in a city that has none: a state that no other page of the seeded city has, for one is registered there. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSession } from '../../src/identity/index.ts'
import { paths } from '../../src/portals/paths.ts'
import { openSeededCity, personCalled, type SeededCity } from '../support/browser.ts'
import { examine } from './checks/index.ts'
import { lookAt } from './look-at.ts'
import type { ExampleState } from './manifest/example-states.ts'
import { locales, readers } from './readers.ts'

let seeded: SeededCity
beforeAll(async () => {
  seeded = await openSeededCity()
})
afterAll(() => seeded?.close())

it.each(locales)(
  'Nobody sends data here yet: it can be read, reached and operated, in %s',
  async (locale) => {
    const { residentId } = personCalled('mika')
    const token = await startSession(seeded.city.tenant, residentId, 'demo')
    const state: ExampleState = {
      ...{ route: paths.partners, name: 'none', path: paths.partners },
      as: { residentId, token },
    }
    for (const reader of readers) {
      const found = await lookAt(seeded, { state, locale, reader }, async (look) => {
        const main = look.page.locator('main')
        expect(await main.locator('form').count(), 'nothing to link').toBe(0)
        expect(await main.locator(`a[href="${paths.deposits}"]`).count(), 'a way on').toBe(1)
        return examine(look)
      })
      expect([reader.name, found]).toEqual([reader.name, []])
    }
  },
)
