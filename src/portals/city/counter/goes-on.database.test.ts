import { describe, expect, it } from 'vitest'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { aMember, type TestMember } from '../../../../test/support/staff.ts'
import { firstFound, staffCookie, staffPages } from '../../../../test/support/staff-pages.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { enrolResident } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'

const { city, portal } = await aCityWithPages()
const { browserOf, asked } = staffPages(portal)

let years = 1920
async function somebody(): Promise<string> {
  years += 1
  const birthDate = `${String(years)}-08-12` as LocalDay
  await enrolResident(city, { name: '北野 六郎', kana: 'キタノ ロクロウ', birthDate })
  return birthDate
}

async function found(browser: TestBrowser, birthDate: string) {
  await browser.open('/city/counter')
  await browser.submit('/city/counter', { kana: 'きたの', birthDate, reason: 'card' })
  return browser.open(paths.counterFound)
}

async function attending(member: TestMember): Promise<TestBrowser> {
  const browser = await browserOf(member)
  await found(browser, await somebody())
  await browser.submit(paths.counterFound, firstFound(browser))
  return browser
}

/** Shows the passkey once more, as before confirming what a colleague asks for. */
async function prove(browser: TestBrowser, { authenticator }: TestMember) {
  await browser.open('/city')
  const answer = authenticator.show(await asked(browser, paths.cityProof))
  const proven = await browser.submit(paths.cityProof, { answer, page: paths.staff })
  expect(proven.statusCode).toBe(303)
}

describe('A member of staff who shows their passkey once more', () => {
  it('goes on with whom they attend to, in that browser, however often', async () => {
    const member = await aMember(city, 'counter')
    const browser = await attending(member)
    const before = browser.cookies.get(staffCookie)
    for (let time = 0; time < 2; time += 1) {
      await prove(browser, member)
      expect(textOf(await browser.open(paths.counterResident))).toContain('北野 六郎さんの応対')
    }
    expect(browser.cookies.get(staffCookie)).not.toBe(before)
    await browser.submit(paths.counterEnd)
    await prove(browser, member)
    expect((await browser.open(paths.counterResident)).statusCode, 'it was ended').toBe(409)
  })

  it('goes on with whom they have found', async () => {
    const member = await aMember(city, 'counter')
    const browser = await browserOf(member)
    await found(browser, await somebody())
    await prove(browser, member)
    expect(textOf(await browser.open(paths.counterFound))).toContain('北野 六郎')
  })

  it('does not in another browser of theirs, nor does who signs in anew in this one', async () => {
    const member = await aMember(city, 'counter')
    const [colleague, browser] = [await aMember(city, 'counter'), await attending(member)]
    for (const who of [member, colleague]) {
      const elsewhere = portal.browser()
      await elsewhere.open(paths.citySignIn)
      const answer = who.authenticator.show(await asked(elsewhere, paths.citySignIn))
      await elsewhere.submit(paths.citySignIn, { answer })
      expect((await elsewhere.open(paths.counterResident)).statusCode).toBe(409)
    }
    await browser.open(paths.citySignIn)
    const answer = colleague.authenticator.show(await asked(browser, paths.citySignIn))
    await browser.submit(paths.citySignIn, { answer })
    expect((await browser.open(paths.counterResident)).statusCode).toBe(409)
  })
})
