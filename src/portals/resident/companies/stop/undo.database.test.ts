import { describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../../../test/support/city.ts'
import { aResidentWithAPharmacy } from '../../../../../test/support/pharmacy.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import {
  follow,
  receiptNumberIn,
  residentsBrowser,
  textOf,
} from '../../../../../test/support/resident-page.ts'

const { city, portal } = await aCityWithPages()

describe('もとにもどす', () => {
  async function stopped() {
    const made = await aResidentWithAPharmacy(city, portal)
    await made.browser.open(made.page)
    const { address } = await follow(made.browser, '/companies/stop', { use: made.use.useId })
    return { ...made, address, number: receiptNumberIn(address) }
  }

  it('gives back exactly what was stopped, for ten minutes', async () => {
    const { residentId, use, browser, number } = await stopped()
    city.clock.advance(1000)
    const { page, address } = await follow(browser, '/companies/undo', { receipt: number })
    expect(textOf(page)).toContain('もとにもどしました（10:00）。')
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'body.weight': 'granted',
    })
    expect((await follow(browser, '/companies/undo', { receipt: number })).address).toBe(address)
    city.clock.advance(1000)
    await follow(browser, '/companies/stop', { use: use.useId })
    const again = await browser.submit('/companies/undo', { receipt: number })
    expect([again.statusCode, textOf(again)]).toEqual([
      409,
      expect.stringContaining('そのあとに変更があったので、もとにもどせません。'),
    ])
  })

  it('of an earlier stop is not answered with a later one', async () => {
    const { browser, use, number } = await stopped()
    const pressAfterASecond = (url: string, fields: Record<string, string>) => {
      city.clock.advance(1000)
      return follow(browser, url, fields)
    }
    await pressAfterASecond('/companies/undo', { receipt: number })
    const again = await pressAfterASecond('/companies/stop', { use: use.useId })
    await pressAfterASecond('/companies/undo', { receipt: receiptNumberIn(again.address) })
    expect((await browser.submit('/companies/undo', { receipt: number })).statusCode).toBe(409)
  })

  it('is neither offered nor done after ten minutes', async () => {
    const { residentId, browser, number, address } = await stopped()
    const before = city.clock.now()
    city.clock.advance(10 * 60_000)
    expect((await browser.open(address.replace(/#.*/u, ''))).body).not.toContain('action="/companies/undo"')
    await browser.open('/home')
    const late = await browser.submit('/companies/undo', { receipt: number })
    city.clock.set(before)
    expect(late.statusCode).toBe(410)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'withdrawn',
      'body.weight': 'withdrawn',
    })
  })

  it('is neither offered nor done in another session', async () => {
    const { residentId, number, address } = await stopped()
    const elsewhere = await residentsBrowser(portal, city, residentId)
    const page = await elsewhere.open(address.replace(/#.*/u, ''))
    expect(textOf(page)).toContain('止めました（10:00）。')
    expect(page.body).not.toContain('action="/companies/undo"')
    await elsewhere.open('/home')
    const answer = await elsewhere.submit('/companies/undo', { receipt: number })
    expect(answer.statusCode).toBe(403)
    expect(textOf(answer)).toContain('止めたときと同じ画面からだけ')
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'withdrawn',
      'body.weight': 'withdrawn',
    })
  })

  it('with another resident’s number is not found, and their page says nothing of it', async () => {
    const { page, number } = await stopped()
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    expect((await neighbour.submit('/companies/undo', { receipt: number })).statusCode).toBe(404)
    expect(textOf(await neighbour.open(`${page}?act=${number}`))).not.toContain('止めました')
  })

  it('is said no longer once the row was changed again', async () => {
    const { residentId, use, browser, address } = await stopped()
    await agree(city, residentId, use)
    expect(textOf(await browser.open(address.replace(/#.*/u, '')))).not.toContain('止めました（')
  })
})

describe('A stop that can be undone', () => {
  const undoOf = (number: string) => new RegExp(`action="/companies/undo".*?value="${number}"`, 'su')

  async function stoppedAndLeft() {
    const made = await aResidentWithAPharmacy(city, portal)
    await made.browser.open(made.page)
    const { address } = await follow(made.browser, '/companies/stop', { use: made.use.useId })
    return { ...made, number: receiptNumberIn(address), places: ['/home', '/companies', made.page] }
  }

  it('is offered at home, in the list and at the company, however one comes back', async () => {
    const { browser, number, places } = await stoppedAndLeft()
    for (const place of [...places, '/companies?by=data']) {
      const page = await browser.open(place)
      expect(textOf(page)).toContain('止めました（10:00）。')
      expect(textOf(page)).toContain('10:10まで、もとにもどせます。')
      expect(page.body).toMatch(undoOf(number))
    }
    await follow(browser, '/companies/undo', { receipt: number })
    for (const place of places) expect((await browser.open(place)).body).not.toMatch(undoOf(number))
  })

  it('is named by its company and its data where its switches are not to be seen', async () => {
    const { browser, page } = await stoppedAndLeft()
    for (const place of ['/home', '/companies'])
      expect(textOf(await browser.open(place))).toMatch(/止めました（10:00）。 見本薬局（歩数・体重）/u)
    expect(textOf(await browser.open(page))).not.toContain('見本薬局（歩数・体重）')
  })

  it('of many companies names three and counts the others, in every language', async () => {
    const { browser, residentId } = await aResidentWithAPharmacy(city, portal)
    for (let others = 0; others < 4; others += 1)
      await agree(city, residentId, await aUse(city, await aVendor(city)))
    await browser.open('/home')
    await follow(browser, '/companies/stop-all')
    for (const [locale, more] of [
      ['ja-easy', 'ほか 2 社'],
      ['en', 'and 2 companies more'],
      ['ja', 'ほか2社'],
    ] as const) {
      await browser.open(`/home?lang=${locale}`)
      expect(textOf(await browser.open('/home'))).toContain(more)
    }
  })

  it('is not offered in another session, nor to anybody else, nor after ten minutes', async () => {
    const { browser, residentId, number, places } = await stoppedAndLeft()
    const elsewhere = await residentsBrowser(portal, city, residentId)
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    const before = city.clock.now()
    for (const place of places)
      for (const other of [elsewhere, neighbour])
        expect((await other.open(place)).body).not.toContain('action="/companies/undo"')
    city.clock.advance(10 * 60_000)
    for (const place of places) expect((await browser.open(place)).body).not.toMatch(undoOf(number))
    city.clock.set(before)
  })

  it('is offered at its own company, also after another was stopped', async () => {
    const { browser, page, residentId, number } = await stoppedAndLeft()
    const other = await aVendor(city)
    const use = await aUse(city, other, { items: ['gait.speed'] })
    await agree(city, residentId, use)
    city.clock.advance(1000)
    await browser.open(`/companies/${other.vendorId}`)
    const { address } = await follow(browser, '/companies/stop', { use: use.useId })
    const later = receiptNumberIn(address)
    expect((await browser.open(page)).body).toMatch(undoOf(number))
    expect((await browser.open(`/companies/${other.vendorId}`)).body).toMatch(undoOf(later))
    const list = await browser.open('/companies')
    expect(list.body).toMatch(undoOf(later))
    expect(list.body).not.toMatch(undoOf(number))
  })

  it('of everything is offered where everything is shown, not at one of the companies', async () => {
    const { browser, page, residentId } = await aResidentWithAPharmacy(city, portal)
    const other = await aVendor(city)
    await agree(city, residentId, await aUse(city, other, { items: ['gait.speed'] }))
    await browser.open('/home')
    const { address } = await follow(browser, '/companies/stop-all')
    const number = receiptNumberIn(address)
    for (const place of ['/home', '/companies'])
      expect((await browser.open(place)).body).toMatch(undoOf(number))
    for (const place of [page, `/companies/${other.vendorId}`])
      expect((await browser.open(place)).body).not.toMatch(undoOf(number))
  })

  it('is offered no more once a part of it was answered anew', async () => {
    const { browser, residentId, use, places } = await stoppedAndLeft()
    await agree(city, residentId, use, ['activity.steps'])
    for (const place of places)
      expect((await browser.open(place)).body).not.toContain('action="/companies/undo"')
  })

  it('is not offered when its terms have changed since: it would be refused', async () => {
    const { browser, use, vendor, places, page, number } = await stoppedAndLeft()
    await aUse(city, vendor, { useId: use.useId, version: use.version + 1 })
    for (const place of [...places, `${page}?act=${number}`])
      expect((await browser.open(place)).body).not.toContain('action="/companies/undo"')
  })
})
