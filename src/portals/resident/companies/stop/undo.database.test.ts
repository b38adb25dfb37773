import { describe, expect, it } from 'vitest'
import { agree, answersOf, aResident } from '../../../../../test/support/city.ts'
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
