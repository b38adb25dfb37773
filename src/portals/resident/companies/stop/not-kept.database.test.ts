import { rename } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../../../test/support/city.ts'
import { wholeJournal } from '../../../../../test/support/journal.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../../test/support/resident-page.ts'

const { city, portal } = await aCityWithPages()

it.each(['/companies/stop', '/companies/stop-all'])(
  'A stop that the journal does not have is a stop, and is confirmed no earlier than that: %s',
  async (route) => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResident(city)
    await agree(city, residentId, use)
    // Of two acts of one moment nobody knows which came last.
    city.clock.advance(1_000)
    const browser = await residentsBrowser(portal, city, residentId)
    const path = `/companies/${use.vendorId}`
    await browser.open(path)
    const fields: Record<string, string> = route === '/companies/stop' ? { use: use.useId } : {}
    const press = () => browser.submit(route, fields)
    const journal = city.journal.file.path
    await rename(journal, `${journal}.away`)
    for (const time of ['first', 'pressed again']) {
      const answer = await press()
      expect([time, answer.statusCode]).toEqual([time, 503])
      expect(textOf(answer)).toContain('控えを別の場所に残せていません')
    }
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'withdrawn',
      'body.weight': 'withdrawn',
    })
    await rename(`${journal}.away`, journal)
    expect((await press()).statusCode).toBe(303)
    expect(JSON.stringify(await wholeJournal(city.journal.file))).toContain(residentId)
  },
)
