import { describe, expect, it } from 'vitest'
import { answersOf } from '../../../../../test/support/city.ts'
import { aResidentWithAPharmacy } from '../../../../../test/support/pharmacy.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { follow, formIn, textOf } from '../../../../../test/support/resident-page.ts'

const { city, portal } = await aCityWithPages()
const paused = { 'activity.steps': 'paused', 'body.weight': 'paused' }
const granted = { 'activity.steps': 'granted', 'body.weight': 'granted' }

describe('しばらく止める', () => {
  it('is offered with nothing chosen, and says from which day it may be used again', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    const before = await browser.open(page)
    expect(before.body).toContain('action="/companies/pause"')
    expect(before.body).not.toMatch(/<input[^>]* (checked|selected)/u)
    const { page: after } = await follow(browser, '/companies/pause', { use: use.useId, for: 'week' })
    expect(await answersOf(city, residentId)).toEqual(paused)
    const text = textOf(after).replaceAll(' ', '')
    expect(text).toMatch(/しばらく止めました（.*）。.*日.*から、また使えます。/u)
    expect(text).toMatch(/まで止めています/u)
    expect(after.body).toContain('action="/companies/resume"')
    expect(after.body).toContain('action="/companies/undo"')
    expect(textOf(await browser.open('/companies'))).toContain('止めている会社（1社）')
  })

  it('is used again by a yes, just after signing in', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await browser.open(page)
    await follow(browser, '/companies/pause', { use: use.useId, for: 'resumed' })
    await browser.open(page)
    const { page: after } = await follow(browser, '/companies/resume', { use: use.useId })
    expect(textOf(after)).toContain('また使ってよいにしました')
    expect(await answersOf(city, residentId)).toEqual(granted)
  })

  it('chosen for no time is not done, and is taken back as a stop is', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await browser.open(page)
    expect((await browser.submit('/companies/pause', { use: use.useId })).statusCode).toBe(400)
    await follow(browser, '/companies/pause', { use: use.useId, for: 'month' })
    await follow(browser, '/companies/undo', formIn(await browser.open(page), '/companies/undo'))
    expect(await answersOf(city, residentId)).toEqual(granted)
  })
})
