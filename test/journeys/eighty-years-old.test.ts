import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { lookUpsOf } from '../../src/counter/index.ts'
import { cohortOf, cohorts } from '../../src/joining/index.ts'
import { publishTerms, residentIdSchema } from '../../src/residents/index.ts'
import { answersOf, aUse, aVendor } from '../support/city.ts'
import type { TestBrowser } from '../support/http.ts'
import { dayFromNow } from '../support/joining.ts'
import { aCityWithPages } from '../support/portal.ts'
import { follow, textOf } from '../support/resident-page.ts'
import { staffPages } from '../support/staff-pages.ts'
import { aMember } from '../support/staff.ts'
import { termsForTests } from '../support/terms.ts'

const { city, portal } = await aCityWithPages()
await publishTerms(city, termsForTests)
const [pharmacy, insurer] = [await aVendor(city), await aVendor(city)]
const [advice, statistics] = [await aUse(city, pharmacy), await aUse(city, insurer)]

/** What somebody says and shows at the briefing, where they have signed the terms on paper. */
const atTheBriefing = {
  ...{ name: '浦和 よし', kana: 'ウラワ ヨシ', birthDate: '昭和21年5月2日', document: 'my-number-card' },
  ...{ postalCode: '', municipalityCode: '', address: '', phone: '', email: '', attempt: randomUUID() },
  ...{ termsVersion: '1', paperNumber: 'A-17' },
}

/** The city asks for people, holds a briefing today, and writes down how many came. */
async function briefingToday(desk: TestBrowser): Promise<string> {
  await desk.open('/city/cohorts')
  const days = { fromDay: dayFromNow(city, 0), untilDay: dayFromNow(city, 30) }
  await desk.submit('/city/cohorts', { name: 'かがやきモニター', places: '100', ...days })
  const [cohort] = await cohorts(city)
  const page = `/city/cohorts/${cohort!.cohortId}`
  await desk.open(page)
  await desk.submit(`${page}/briefings`, { heldOn: dayFromNow(city, 0), place: '岩槻公民館', places: '30' })
  const briefing = (await cohortOf(city, cohort!.cohortId))!.briefings[0]!.briefingId
  await desk.open(page)
  await desk.submit(`${page}/came`, { briefing, came: '12' })
  return briefing
}

/** A browser that has never been here: nobody's own, without a script. */
async function signedInByCard(card: { number: string; pin: string }) {
  const browser = portal.browser()
  await browser.open('/sign-in/card')
  const answer = await browser.submit('/sign-in/card', card)
  expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
  await browser.open('/home')
  return browser
}

describe('Somebody of eighty, without a telephone', () => {
  let card = { number: '', pin: '' }
  const theirs = async () => {
    const { rows } = await city.database.query<{ resident_id: string }>(
      'select resident_id from residents.residents',
    )
    return residentIdSchema.parse(rows[0]?.resident_id)
  }

  it('joins at a briefing with a document and a signed paper, and is handed a card', async () => {
    const desk = await staffPages(portal).browserOf(await aMember(city, 'counter'))
    const briefing = await briefingToday(desk)
    const joining = await desk.open('/city/counter/join')
    expect(textOf(joining)).toContain('かがやきモニター（岩槻公民館）')
    const page = textOf(await desk.submit('/city/counter/join', { ...atTheBriefing, briefing }))
    const [, number = '', pin = ''] = /カード番号 ([\d ]{19}) .*暗証番号 (\d{6})/su.exec(page) ?? []
    card = { number, pin }
    expect(pin).not.toBe('')
    expect(await answersOf(city, await theirs()), 'joining agrees to nothing').toEqual({})
    const [cohort] = await cohorts(city)
    expect((await cohortOf(city, cohort!.cohortId))?.briefings).toMatchObject([{ came: 12, joined: 1 }])
  })

  it('signs in with the card, has nothing to agree to first, and allows two companies something', async () => {
    const browser = await signedInByCard(card)
    for (const { useId } of [advice, statistics]) {
      await browser.open(`/consent/${useId}`)
      const yes = { version: '1', answer: 'agree', items: 'activity.steps' }
      expect((await browser.submit(`/consent/${useId}`, yes)).statusCode).toBe(303)
    }
    expect(await answersOf(city, await theirs())).toEqual({ 'activity.steps': 'granted' })
  })

  it('stops one company with card and PIN, and the other one goes on', async () => {
    const browser = await signedInByCard(card)
    await browser.open('/companies')
    const { page } = await follow(browser, '/companies/stop', { vendor: pharmacy.vendorId })
    expect(textOf(page)).toContain('止めました')
    const { rows } = await city.database.query(
      'select use_id, state from consent.grants where resident_id = $1 order by state',
      [await theirs()],
    )
    expect(rows).toEqual([
      { use_id: statistics.useId, state: 'granted' },
      { use_id: advice.useId, state: 'withdrawn' },
    ])
  })

  it('reads who of the city has done what for them, and nobody has done more', async () => {
    const browser = await signedInByCard(card)
    expect(textOf(await browser.open('/history?show=look-ups'))).toContain('参加の手続きをしました')
    const deeds = await lookUpsOf(city, await theirs(), { before: null, limit: 50 })
    expect(new Set(deeds.map(({ did }) => did))).toEqual(new Set(['joined', 'card-handed']))
  })

  it('stops the rest by the number alone, with the PIN forgotten', async () => {
    const browser = portal.browser()
    await browser.open('/stop-by-card')
    expect((await browser.submit('/stop-by-card', { number: card.number })).statusCode).toBe(200)
    expect(await answersOf(city, await theirs())).toEqual({ 'activity.steps': 'withdrawn' })
  })
})
