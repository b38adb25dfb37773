import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import type { Answered } from '../../../../test/support/http.ts'
import { aBriefing, aCode, aCohort, dayFromNow } from '../../../../test/support/joining.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import {
  formIn,
  residentsBrowser,
  statusOf,
  textOf,
  valueAt,
} from '../../../../test/support/resident-page.ts'
import { desksOf } from '../../../../test/support/staff-pages.ts'
import { aMember } from '../../../../test/support/staff.ts'
import {
  cohortActs,
  cohortOf,
  cohorts,
  takePlace,
  type BriefingId,
  type CohortId,
} from '../../../joining/index.ts'
import { inTransaction } from '../../../platform/database/index.ts'
import { addDays, newId } from '../../../kernel/index.ts'

const { city, portal } = await aCityWithPages()

const desk = desksOf(city, portal)

const flat = (page: Pick<Answered, 'body'>) => textOf(page).replaceAll(' ', '')
const newCohort = () => ({
  ...{ name: '冬のモニター', places: '１００' },
  ...{ fromDay: dayFromNow(city, 0), untilDay: dayFromNow(city, 30) },
})

describe('The pages for cohorts', () => {
  it.each(['administrator', 'reviewer', 'auditor'] as const)('are closed to the role %s', async (role) => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    const [before, whole] = [(await cohorts(city)).length, await cohortOf(city, cohortId)]
    const browser = await desk({ role })
    const page = `/city/cohorts/${cohortId}`
    for (const one of ['/city/cohorts', page, `${page}/change`, `${page}/briefings/${briefingId}`])
      expect((await browser.open(one)).statusCode).toBe(403)
    await browser.open('/city')
    const posts = [
      ['/city/cohorts', newCohort()],
      [`${page}/briefings`, { heldOn: dayFromNow(city, 1), place: '見本', places: '3' }],
      [`${page}/came`, { briefing: newId(), came: '3' }],
      [`${page}/codes`, { codes: '1', goodFor: '1', untilDay: dayFromNow(city, 1) }],
      [`${page}/revoke`, { sheet: newId() }],
      [`${page}/change`, newCohort()],
      [`${page}/briefings/${briefingId}`, { heldOn: dayFromNow(city, 1), place: '見本', places: '3' }],
      [`${page}/close`, {}],
      [`${page}/reopen`, {}],
    ] as const
    for (const [address, fields] of posts)
      expect((await browser.submit(address, fields)).statusCode, address).toBe(403)
    expect((await cohorts(city)).length).toBe(before)
    expect(await cohortOf(city, cohortId)).toEqual(whole)
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
      for (const page of [id, `${id}/change`, `${id}/briefings/${newId<BriefingId>()}`])
        expect((await browser.open(`/city/cohorts/${page}`)).statusCode, page).toBe(404)
    const [cohortId, other] = [await aCohort(city), await aCohort(city)]
    await aBriefing(city, cohortId)
    const page = `/city/cohorts/${cohortId}/briefings/${await aBriefing(city, other)}`
    const typed = { heldOn: dayFromNow(city, 1), place: '見本', places: '3' }
    expect((await browser.open(page)).statusCode).toBe(404)
    await browser.open('/city/cohorts')
    expect((await browser.submit(page, typed)).statusCode).toBe(404)
  })
})

describe('A member of staff at the counter', () => {
  it('makes one sheet of codes, also when the form is sent twice', async () => {
    const browser = await desk()
    await browser.open('/city/cohorts')
    const made = await browser.submit('/city/cohorts', newCohort())
    const page = String(made.headers['location']).replace('?done=made', '')
    const { attempt = '' } = formIn(await browser.open(page), `${page}/codes`)
    const wanted = { codes: '2', goodFor: '1', untilDay: dayFromNow(city, 7), attempt }
    expect((await browser.submit(`${page}/codes`, wanted)).statusCode).toBe(200)
    const again = await browser.submit(`${page}/codes`, wanted)
    expect([again.statusCode, textOf(again).includes('もう作りました')]).toEqual([409, true])
    const cohortId = page.replace('/city/cohorts/', '') as CohortId
    expect((await cohortOf(city, cohortId))?.sheets).toHaveLength(1)
  })

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

  it('takes no fewer than joined as having come, and says beside a number what is odd about it', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    const residentId = await aResident(city)
    await inTransaction(city.database, (client) =>
      takePlace(city, client, residentId, { cohortId, briefingId }),
    )
    const page = `/city/cohorts/${cohortId}`
    const browser = await desk()
    expect(flat(await browser.open(page))).toContain('数えていない説明会は、入っていません')
    const fewer = await browser.submit(`${page}/came`, { briefing: briefingId, came: '0' })
    expect([fewer.statusCode, fewer.body]).toEqual([422, expect.stringContaining('id="came-error"')])
    await browser.submit(`${page}/came`, { briefing: briefingId, came: '31' })
    const text = flat(await browser.open(page))
    expect(text).toContain('31人定員より多い人数です。')
    expect(text).not.toContain('数えていない説明会は')
  })

  it('chooses today’s briefing where somebody joins, and nobody else’s', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    const page = await (await desk()).open('/city/counter/join')
    expect(page.body).toContain(briefingId)
    expect(page.body).not.toContain(await aBriefing(city, cohortId, 2))
  })
})

describe('A member of staff who has to correct a cohort', () => {
  it('finds what holds in the form, changes it, and so with a briefing; in their own name, as the auditor reads', async () => {
    const member = await aMember(city, 'counter')
    const browser = portal.browser()
    browser.cookies.set('azukari-staff', member.session)
    const cohortId = await aCohort(city, { name: '直す前のモニター' })
    const briefingId = await aBriefing(city, cohortId, 1)
    const page = `/city/cohorts/${cohortId}`
    const form = await browser.open(`${page}/change`)
    for (const held of ['直す前のモニター', '100', dayFromNow(city, 30)])
      expect(form.body).toContain(`value="${held}"`)
    const changed = { ...newCohort(), name: '直したモニター', places: '１２' }
    expect((await browser.submit(`${page}/change`, changed)).headers['location']).toBe(`${page}?done=changed`)
    expect(flat(await browser.open(`${page}?done=changed`))).toContain('募集を直しました')
    await browser.open(`${page}/briefings/${briefingId}`)
    const moved = { heldOn: dayFromNow(city, 2), place: '新しい場所', places: '9' }
    const answer = await browser.submit(`${page}/briefings/${briefingId}`, moved)
    expect(answer.headers['location']).toBe(`${page}?done=briefing-changed`)
    const whole = await cohortOf(city, cohortId)
    expect(whole?.cohort).toMatchObject({ name: '直したモニター', places: 12 })
    expect(whole?.briefings).toMatchObject([{ ...moved, places: 9 }])
    const acts = await cohortActs(city, cohortId)
    expect(acts.slice(0, 2)).toMatchObject([
      { kind: 'briefing-changed', staffId: member.staffId },
      { kind: 'changed', staffId: member.staffId },
    ])
    const record = flat(await (await desk({ role: 'auditor' })).open('/city/acts'))
    for (const line of ['募集を直した', '説明会を直した', '直したモニター', '新しい場所'])
      expect(record).toContain(line)
  })

  it('is told at its entry what is wrong, and everything typed stays', async () => {
    const browser = await desk()
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId, 1)
    const page = `/city/cohorts/${cohortId}`
    for (const [changed, entry] of [
      [{ name: ' ' }, 'name'],
      [{ places: '0' }, 'places'],
      [{ untilDay: dayFromNow(city, -1) }, 'untilDay'],
      [{ fromDay: dayFromNow(city, 2) }, 'fromDay'],
    ] as const) {
      await browser.open(`${page}/change`)
      const typed = { ...newCohort(), name: '書きかけ', ...changed }
      const answer = await browser.submit(`${page}/change`, typed)
      expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(`id="${entry}-error"`)])
      for (const each of Object.values(typed)) expect(answer.body).toContain(`value="${each}"`)
    }
    const place = `${page}/briefings/${briefingId}`
    for (const [changed, entry] of [
      [{ heldOn: dayFromNow(city, 31) }, 'heldOn'],
      [{ heldOn: 'あした' }, 'heldOn'],
      [{ place: ' ' }, 'place'],
    ] as const) {
      await browser.open(place)
      const typed = { heldOn: dayFromNow(city, 3), place: '書きかけの場所', places: '77', ...changed }
      const answer = await browser.submit(place, typed)
      expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(`id="${entry}-error"`)])
      for (const each of Object.values(typed)) expect(answer.body).toContain(`value="${each}"`)
    }
    expect(await cohortActs(city, cohortId)).toHaveLength(2)
  })

  it('closes it and opens it again; while it is closed nothing new is offered, and what was typed stays', async () => {
    const browser = await desk()
    const cohortId = await aCohort(city)
    await aCode(city, cohortId)
    const page = `/city/cohorts/${cohortId}`
    await browser.open(page)
    expect((await browser.submit(`${page}/close`, {})).headers['location']).toBe(`${page}?done=closed`)
    const closed = await browser.open(`${page}?done=closed`)
    expect(flat(closed)).toContain('この募集は、締め切っています')
    expect(closed.body.match(/aria-disabled="true"/gu)).toHaveLength(2)
    const wanted = { codes: '7', goodFor: '1', untilDay: dayFromNow(city, 1) }
    const refused = await browser.submit(`${page}/codes`, wanted)
    expect([refused.statusCode, flat(refused)]).toEqual([
      409,
      expect.stringContaining('この募集は、締め切られています'),
    ])
    expect(statusOf(refused)).toContain('この募集は、締め切られています')
    expect(refused.body, 'at no entry: none is wrong').not.toContain('field-error')
    for (const [name, value] of Object.entries(wanted)) expect(valueAt(refused, name), name).toBe(value)
    expect(textOf(await browser.open('/city/cohorts'))).toContain('締め切りました')
    await browser.open(page)
    expect((await browser.submit(`${page}/reopen`, {})).headers['location']).toBe(`${page}?done=reopened`)
    expect((await browser.open(page)).body).not.toContain('aria-disabled')
    expect((await cohortOf(city, cohortId))?.cohort).toMatchObject({ closedAt: null, invited: 1 })
    for (const act of ['close', 'reopen'])
      expect((await browser.submit(`/city/cohorts/x/${act}`, {})).statusCode).toBe(404)
  })

  it('opens none again whose days are over, and is told why', async () => {
    const cohortId = await aCohort(city)
    const page = `/city/cohorts/${cohortId}`
    const browser = await desk()
    await browser.open(page)
    await browser.submit(`${page}/close`, {})
    const before = city.clock.now()
    city.clock.set(addDays(before, 31))
    const shown = await browser.open(page)
    expect(textOf(shown)).toContain('終わりの日が過ぎています')
    expect((await browser.submit(`${page}/reopen`, {})).statusCode).toBe(409)
    city.clock.set(before)
    expect((await cohortOf(city, cohortId))?.cohort.closedAt).not.toBeNull()
  })
})
