import { describe, expect, it } from 'vitest'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { follow, residentsBrowser, textOf } from '../../../../../test/support/resident-page.ts'
import { aMember } from '../../../../../test/support/staff.ts'
import { attendToFirst } from '../../../../../test/support/staff-pages.ts'
import { checkCard, issueCard, type StaffRole } from '../../../../identity/index.ts'
import type { LocalDay } from '../../../../kernel/index.ts'
import { enrolResident } from '../../../../residents/index.ts'

const { city, portal } = await aCityWithPages()
const [sheet, ending] = ['/city/counter/resident', '/city/counter/resident/card/end']

async function desk(role: StaffRole = 'counter'): Promise<TestBrowser> {
  const { session } = await aMember(city, role)
  const browser = portal.browser()
  browser.cookies.set('azukari-staff', session)
  await browser.open('/city')
  return browser
}

let years = 1920
async function holder() {
  years += 1
  const birthDate = `${String(years)}-05-02` as LocalDay
  const residentId = await enrolResident(city, { name: '北野 一郎', kana: 'キタノ イチロウ', birthDate })
  const card = await issueCard(city, residentId)
  if (!card.ok) throw new Error(card.because)
  return { residentId, birthDate, card }
}

async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, { kana: 'きたの　いちろう', birthDate, reason: 'card' })
  return browser.open(sheet)
}

describe('A lost card at the counter', () => {
  it('ends at once, without a document, and stands in the resident’s own record', async () => {
    const { residentId, birthDate, card } = await holder()
    const browser = await desk()
    expect(textOf(await attending(browser, birthDate))).toContain('書類がなくてもできます')
    const { page, address } = await follow(browser, ending)
    expect(address).toBe(`${sheet}?done=card-ended`)
    expect(textOf(page)).toContain('カードを使えなくしました')
    expect(page.body, 'there is none any more').not.toContain(`action="${ending}"`)
    expect(await checkCard(city, card)).toEqual({ ok: false, because: 'card-refused' })
    const again = await browser.submit(ending)
    expect([again.statusCode, textOf(again)]).toEqual([409, expect.stringContaining('もうありません')])
    const own = await (await residentsBrowser(portal, city, residentId)).open('/history?show=look-ups')
    expect(textOf(own)).toContain('なくしたカードを、使えないようにしました なんのために カードの受け渡し')
  })

  it('ends with every other way in, where a document was seen, and the page has said so', async () => {
    const { birthDate } = await holder()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.submit('/city/counter/resident/document', { document: 'passport', for: 'check' })
    expect(textOf(await browser.open(sheet))).toContain('書類で本人を確かめたので')
    expect((await follow(browser, ending)).address).toBe(`${sheet}?done=ways-ended`)
  })

  it.each(['administrator', 'reviewer', 'auditor'] as const)('is not ended by the role %s', async (role) => {
    const { card } = await holder()
    const browser = await desk(role)
    expect((await browser.submit(ending)).statusCode).toBe(403)
    expect(await checkCard(city, card)).toMatchObject({ ok: true })
  })

  it('is not ended of somebody who is found and not attended to, nor by a form that is not ours', async () => {
    const { birthDate, card } = await holder()
    const browser = await desk()
    await browser.open('/city/counter')
    await browser.submit('/city/counter', { kana: 'きたの　いちろう', birthDate, reason: 'card' })
    await browser.open('/city/counter/found')
    expect((await browser.submit(ending)).statusCode).toBe(409)
    await attending(browser, birthDate)
    expect((await browser.submit(ending, { _csrf: 'forged' })).statusCode).toBe(403)
    expect(await checkCard(city, card)).toMatchObject({ ok: true })
  })
})
