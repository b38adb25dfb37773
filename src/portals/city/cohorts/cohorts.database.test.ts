import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { aBriefing, aCohort, dayFromNow } from '../../../../test/support/joining.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { aMember } from '../../../../test/support/staff.ts'
import type { StaffRole } from '../../../identity/index.ts'
import { cohortOf, cohorts, type CohortId } from '../../../joining/index.ts'
import { newId } from '../../../kernel/index.ts'

const { city, portal } = await aCityWithPages()

async function desk(role: StaffRole = 'counter'): Promise<TestBrowser> {
  const browser = portal.browser()
  browser.cookies.set('azukari-staff', (await aMember(city, role)).session)
  await browser.open('/city')
  return browser
}

const flat = (page: Pick<Answered, 'body'>) => textOf(page).replaceAll(' ', '')
const newCohort = () => ({
  ...{ name: '冬のモニター', places: '１００' },
  ...{ fromDay: dayFromNow(city, 0), untilDay: dayFromNow(city, 30) },
})

describe('The pages for cohorts', () => {
  it.each(['administrator', 'reviewer', 'auditor'] as const)('are closed to the role %s', async (role) => {
    const cohortId = await aCohort(city)
    const before = (await cohorts(city)).length
    const browser = await desk(role)
    const page = `/city/cohorts/${cohortId}`
    for (const one of ['/city/cohorts', page]) expect((await browser.open(one)).statusCode).toBe(403)
    await browser.open('/city')
    const posts = [
      ['/city/cohorts', newCohort()],
      [`${page}/briefings`, { heldOn: dayFromNow(city, 1), place: '見本', places: '3' }],
      [`${page}/came`, { briefing: newId(), came: '3' }],
      [`${page}/codes`, { codes: '1', goodFor: '1', untilDay: dayFromNow(city, 1) }],
      [`${page}/revoke`, { sheet: newId() }],
    ] as const
    for (const [address, fields] of posts)
      expect((await browser.submit(address, fields)).statusCode, address).toBe(403)
    expect((await cohorts(city)).length).toBe(before)
    expect(await cohortOf(city, cohortId)).toMatchObject({ briefings: [], sheets: [] })
  })

  it('are closed to residents and to nobody in particular', async () => {
    const resident = await residentsBrowser(portal, city, await aResident(city))
    for (const browser of [resident, portal.browser()])
      expect((await browser.open('/city/cohorts')).statusCode).toBe(401)
  })

  it('refuse what no page of ours has sent', async () => {
    const browser = await desk()
    await browser.open('/city/cohorts')
    expect((await browser.submit('/city/cohorts', { ...newCohort(), _csrf: 'forged' })).statusCode).toBe(403)
  })

  it('know no cohort that is none', async () => {
    const browser = await desk()
    for (const id of [newId<CohortId>(), 'x', 'undefined'])
      expect((await browser.open(`/city/cohorts/${id}`)).statusCode, id).toBe(404)
  })
})

describe('A member of staff at the counter', () => {
  it('makes a cohort, a briefing, and a sheet of codes that is shown once; counts, and revokes', async () => {
    const browser = await desk()
    await browser.open('/city/cohorts')
    const made = await browser.submit('/city/cohorts', newCohort())
    const page = String(made.headers['location']).replace('?done=made', '')
    const cohortId = page.replace('/city/cohorts/', '') as CohortId
    expect(flat(await browser.open(`${page}?done=made`))).toContain('募集を作りました')
    const briefing = { heldOn: dayFromNow(city, 0), place: '見本公民館', places: '30' }
    expect((await browser.submit(`${page}/briefings`, briefing)).headers['location']).toBe(
      `${page}?done=briefing`,
    )
    await browser.open(page)
    const wanted = { codes: '2', goodFor: '1', untilDay: dayFromNow(city, 7) }
    const sheet = await browser.submit(`${page}/codes`, wanted)
    const codes = textOf(sheet).match(/\d{4} \d{4} \d{4}/gu) ?? []
    expect(new Set(codes).size).toBe(2)
    expect(textOf(sheet)).toContain(`${city.hosts[0]!}/join`)
    for (const code of codes) {
      expect(textOf(await browser.open(page)), 'never again').not.toContain(code)
      expect(portal.log.text).not.toContain(code.replaceAll(' ', ''))
    }
    const { briefings, sheets } = (await cohortOf(city, cohortId))!
    await browser.submit(`${page}/came`, { briefing: briefings[0]!.briefingId, came: '23' })
    await browser.open(page)
    await browser.submit(`${page}/revoke`, { sheet: sheets[0]!.sheetId })
    expect(flat(await browser.open(`${page}?done=revoked`))).toContain('使えないようにしました')
    expect((await cohortOf(city, cohortId))?.cohort).toMatchObject({ invited: 0, came: 23, places: 100 })
  })

  it('is told at its entry what was typed wrong, and it stays', async () => {
    const browser = await desk()
    await browser.open('/city/cohorts')
    const over = { ...newCohort(), untilDay: dayFromNow(city, -1) }
    for (const [typed, entry] of [
      [{ ...newCohort(), name: ' ' }, 'name'],
      [{ ...newCohort(), name: 'あ\u202eい' }, 'name'],
      [{ ...newCohort(), places: '0' }, 'places'],
      [{ ...newCohort(), places: 'たくさん' }, 'places'],
      [{ ...newCohort(), fromDay: '2月30日' }, 'fromDay'],
      [over, 'untilDay'],
    ] as const) {
      const answer = await browser.submit('/city/cohorts', typed)
      expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(`id="${entry}-error"`)])
      expect(answer.body).toContain(typed.untilDay)
    }
    const cohortId = await aCohort(city)
    await aBriefing(city, cohortId)
    const page = `/city/cohorts/${cohortId}`
    for (const [address, fields, entry] of [
      ['briefings', { heldOn: dayFromNow(city, 31), place: '見本', places: '1' }, 'heldOn'],
      ['codes', { codes: '101', goodFor: '1', untilDay: dayFromNow(city, 1) }, 'codes'],
      ['codes', { codes: '1', goodFor: '1', untilDay: dayFromNow(city, 31) }, 'untilDay'],
      ['came', { came: 'x' }, 'came'],
      ['came', { came: '1' }, 'briefing'],
    ] as const) {
      await browser.open(page)
      const answer = await browser.submit(`${page}/${address}`, fields)
      expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(`id="${entry}-error"`)])
    }
  })

  it('chooses today’s briefing where somebody joins, and nobody else’s', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    const page = await (await desk()).open('/city/counter/join')
    expect(page.body).toContain(briefingId)
    expect(page.body).not.toContain(await aBriefing(city, cohortId, 2))
  })
})
