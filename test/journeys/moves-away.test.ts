import { describe, expect, it } from 'vitest'
import { eraseDue } from '../../src/erasure/index.ts'
import { addDays } from '../../src/kernel/index.ts'
import { findResident, standsOf } from '../../src/residents/index.ts'
import { holdingsOf } from '../../src/vault/index.ts'
import { aCardHolder, typed } from '../support/cards.ts'
import { agree, answersOf, aUse, aVendor, deposit, stepsFile } from '../support/city.ts'
import { askFor, readAsCompany } from '../support/company-reads.ts'
import { aCityWithPages } from '../support/portal.ts'
import { textOf } from '../support/resident-page.ts'

const { city, portal } = await aCityWithPages()
const use = await aUse(city, await aVendor(city), { items: ['activity.steps'] })
const { residentId, card } = await aCardHolder(city)
const never = new AbortController().signal

async function signedIn() {
  const browser = portal.browser()
  await browser.open('/sign-in/card')
  await browser.submit('/sign-in/card', typed(card))
  return { browser, home: await browser.open('/home') }
}

describe('A resident who moves away', () => {
  it('lived here: one company has received their steps', async () => {
    await deposit(city, residentId, stepsFile({ '2026-11-20': 4_000 }))
    await agree(city, residentId, use)
    await readAsCompany(city, use)
    expect(await askFor(city, use, residentId)).toBeUndefined()
  })

  it('says so on one page, and from that moment on nobody is given anything', async () => {
    const { browser } = await signedIn()
    await browser.open('/settings/leave')
    const moved = await browser.submit('/settings/leave', { why: 'moved-away' })
    expect(moved.headers.location).toMatch(/^\/settings\/leave\?done=/u)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'withdrawn' })
    expect(await askFor(city, use, residentId)).toBe('withdrawn')
  })

  it('still signs in, sees what is kept, and allows nobody anything', async () => {
    const { browser, home } = await signedIn()
    expect(home.statusCode).toBe(200)
    expect(textOf(await browser.open('/settings/leave'))).toContain('2027年')
    expect(await holdingsOf(city, residentId)).toHaveLength(1)
    await browser.open(`/consent/${use.useId}`)
    const yes = { version: '1', answer: 'agree', items: 'activity.steps' }
    expect((await browser.submit(`/consent/${use.useId}`, yes)).statusCode).not.toBe(303)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'withdrawn' })
  })

  it('is erased when the year is over, not a day before', async () => {
    const day = addDays(city.clock.now(), 365)
    city.clock.set(addDays(day, -1))
    expect(await eraseDue(city, never)).toBe(0)
    city.clock.set(addDays(day, 1))
    expect(await eraseDue(city, never)).toBe(1)
    expect(await findResident(city, residentId)).toBeUndefined()
    expect(await standsOf(city.database, residentId)).toMatchObject({ standing: 'erased' })
    expect((await signedIn()).home.statusCode).toBe(401)
  })
})
