import { afterAll, describe, expect, it } from 'vitest'
import { aUse, aVendor } from '../../../test/support/city.ts'
import { aClerk } from '../../../test/support/clerks.ts'
import { death, deathDesk } from '../../../test/support/death-desk.ts'
import { asOwner, createTestTenant } from '../../../test/support/tenant.ts'
import { eraseEverything } from '../../erasure/index.ts'
import { newId } from '../../kernel/index.ts'
import { noticesOf } from '../../notices/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import {
  askSecond,
  confirmRequest,
  lookAtRequest,
  lookUpsOf,
  refuseRequest,
  requestsOf,
  requestsToDecide,
  takeBackRequest,
  type RequestId,
} from '../index.ts'
import { claim, findToDecide } from './requests.ts'

const city = await createTestTenant()
const { attended, asked, given, standingOf } = deathDesk(city, await aUse(city, await aVendor(city)))
afterAll(() => city.close())

const deedsOf = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 50 })).map(({ did }) => did).toSorted()
const no = { ok: false, because: 'not-yours-to-decide' }
const tomorrow = () => new Date(Date.now() + 24 * 60 * 60_000)

describe('A death', () => {
  it('that one member of staff reports changes nothing yet', async () => {
    const attendance = await attended()
    await asked(attendance)
    expect(await standingOf(attendance.residentId)).toBe('active')
    expect(await given(attendance.residentId)).toContain('granted')
  })

  it('is recorded once another one confirms it: everything stops, and both stand in the ledger', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    const second = aClerk()
    const requestId = await asked(attendance)
    const shown = await lookAtRequest(city, second, requestId)
    expect(shown).toMatchObject({ ok: true, request: { residentId, detail: death } })
    expect(await confirmRequest(city, second, requestId)).toMatchObject({ ok: true })
    expect(await standingOf(residentId)).toBe('died')
    expect(await given(residentId)).not.toContain('granted')
    const { rows } = await city.database.query(
      'select staff_id, second_staff_id, evidence from residents.life_events where resident_id = $1',
      [residentId],
    )
    expect(rows).toEqual([
      { staff_id: attendance.staffId, second_staff_id: second.staffId, evidence: 'death-certificate' },
    ])
    expect(await deedsOf(residentId)).toEqual(['request-asked', 'request-confirmed', 'request-looked-at'])
  })

  it('is told of once while the second one looks, however often the page is loaded; each time is in the record', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    const requestId = await asked(attendance)
    const told = async () =>
      (await noticesOf(city, residentId, null)).shown.filter(({ kind }) => kind === 'looked-up').length
    const before = await told()
    const [second, third] = [aClerk(), aClerk()]
    for (const afterMs of [0, 60_000, 4 * 60_000]) {
      city.clock.advance(afterMs)
      expect(await lookAtRequest(city, second, requestId)).toMatchObject({ ok: true })
    }
    expect(await told()).toBe(before + 1)
    await lookAtRequest(city, third, requestId)
    expect(await told(), 'by somebody else').toBe(before + 2)
    city.clock.advance(5 * 60_000)
    await lookAtRequest(city, second, requestId)
    expect(await told(), 'once more, later').toBe(before + 3)
    expect((await deedsOf(residentId)).filter((did) => did === 'request-looked-at')).toHaveLength(5)
  })

  it('is recorded of whom it was asked for, whomever the second one attends to', async () => {
    const [dead, living] = [await attended(), await attended()]
    const requestId = await asked(dead)
    const other = await asked(living)
    await confirmRequest(city, aClerk(), requestId)
    expect([await standingOf(dead.residentId), await standingOf(living.residentId)]).toEqual([
      'died',
      'active',
    ])
    expect(await requestsOf(city, living)).toMatchObject([{ requestId: other, outcome: null }])
  })

  it('cannot be made somebody else’s, nor say anything else, once it is asked for', async () => {
    const [one, other] = [await attended(), await attended()]
    const [requestId] = [await asked(one), await asked(other)]
    const swap = (column: string) =>
      city.database.query(`update counter.requests set ${column} = ${column} where request_id = $1`, [
        requestId,
      ])
    for (const column of ['resident_id', 'detail', 'kind', 'asked_by', 'asked_at'])
      await expect(swap(column), column).rejects.toThrow('permission denied')
    await asOwner(
      city,
      `update counter.requests set detail =
         (select detail from counter.requests where resident_id = '${other.residentId}')
        where resident_id = '${one.residentId}'`,
    )
    await expect(confirmRequest(city, aClerk(), requestId)).rejects.toThrow()
    expect(await standingOf(one.residentId)).toBe('active')
  })

  it('says what was asked for this time, and not what was asked for before', async () => {
    const attendance = await attended()
    const before = await asked(attendance, { ...death, document: 'family-register' })
    await takeBackRequest(city, attendance, before)
    const requestId = await asked(attendance)
    await asOwner(
      city,
      `update counter.requests set detail =
         (select detail from counter.requests where request_id = '${before}')
        where request_id = '${requestId}'`,
    )
    await expect(confirmRequest(city, aClerk(), requestId)).rejects.toThrow()
    expect(await standingOf(attendance.residentId)).toBe('active')
  })

  it('is confirmed by nobody who asked, nobody late, nobody twice, and nobody without a number', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    expect(await confirmRequest(city, attendance, requestId)).toEqual(no)
    expect(await lookAtRequest(city, attendance, requestId)).toEqual(no)
    expect(await confirmRequest(city, aClerk(), requestId, tomorrow())).toEqual(no)
    expect(await confirmRequest(city, aClerk(), newId<RequestId>())).toEqual(no)
    expect(await standingOf(attendance.residentId)).toBe('active')
    expect(await confirmRequest(city, aClerk(), requestId)).toMatchObject({ ok: true })
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
  })

  it('confirmed by two at the same moment is recorded once', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    await Promise.allSettled([aClerk(), aClerk()].map((clerk) => confirmRequest(city, clerk, requestId)))
    const { rowCount } = await city.database.query(
      'select from residents.life_events where resident_id = $1',
      [attendance.residentId],
    )
    expect([rowCount, await standingOf(attendance.residentId)]).toEqual([1, 'died'])
  })

  it('is not recorded where the second one says no, and who asked is told why', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    const refuse = (clerk = aClerk()) =>
      refuseRequest(city, clerk, { requestId, because: 'document-unclear' })
    expect(await refuse(attendance)).toEqual(no)
    expect(await refuse()).toEqual({ ok: true })
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
    expect(await requestsOf(city, attendance)).toMatchObject([
      { outcome: 'refused', because: 'document-unclear' },
    ])
    expect(await standingOf(attendance.residentId)).toBe('active')
  })

  it('is not the word of two where who asked may not any more', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    for (const change of [`role = 'reviewer'`, `role = 'counter', standing = 'ended'`]) {
      await asOwner(city, `update identity.staff set ${change} where staff_id = '${attendance.staffId}'`)
      expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
    }
    expect([await standingOf(attendance.residentId), await given(attendance.residentId)]).toEqual([
      'active',
      expect.arrayContaining(['granted']),
    ])
  })

  it('decided between the look and the word of the second is not theirs to confirm', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    const [second, now] = [aClerk(), new Date()]
    const found = await findToDecide(city, second, requestId, now)
    expect(await takeBackRequest(city, attendance, requestId)).toEqual({ ok: true })
    expect(await claim(city, found!, second, now)).toBe(false)
    expect(await deedsOf(attendance.residentId)).not.toContain('request-confirmed')
    expect(await given(attendance.residentId)).toContain('granted')
  })

  it('that two have confirmed and that was broken off is shown so, and finished once, in the name of the two', async () => {
    const attendance = await attended()
    const { residentId, staffId } = attendance
    const [second, third] = [aClerk(), aClerk()]
    const requestId = await asked(attendance)
    await asOwner(
      city,
      `update counter.requests set outcome = 'confirmed', decided_at = now(),
      decided_by = '${second.staffId}' where request_id = '${requestId}'`,
    )
    expect(await requestsOf(city, attendance)).toMatchObject([{ outcome: 'confirmed', isUnfinished: true }])
    const toFinish = expect.objectContaining({ requestId })
    expect(await requestsToDecide(city, third)).toContainEqual(toFinish)
    expect(await lookAtRequest(city, third, requestId)).toMatchObject({ ok: true })
    expect(await confirmRequest(city, attendance, requestId)).toEqual(no)
    expect(await takeBackRequest(city, attendance, requestId)).toEqual(no)
    expect(await confirmRequest(city, third, requestId)).toMatchObject({ ok: true })
    expect(await standingOf(residentId)).toBe('died')
    expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: false }])
    expect(await requestsToDecide(city, third)).not.toContainEqual(toFinish)
    expect(await confirmRequest(city, third, requestId)).toEqual(no)
    const { rows } = await city.database.query(
      'select staff_id, second_staff_id from residents.life_events where resident_id = $1',
      [residentId],
    )
    expect(rows).toEqual([{ staff_id: staffId, second_staff_id: second.staffId }])
  })

  it('is taken back by who asked, and by nobody else', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    expect(await takeBackRequest(city, { ...attendance, ...aClerk() }, requestId)).toEqual(no)
    const elsewhere = { ...attendance, residentId: (await attended()).residentId }
    expect(await takeBackRequest(city, elsewhere, requestId)).toEqual(no)
    expect(await takeBackRequest(city, attendance, requestId)).toEqual({ ok: true })
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
    expect(await deedsOf(attendance.residentId)).toEqual(['request-asked', 'request-withdrawn'])
  })

  it('waits once, whoever asks again', async () => {
    const attendance = await attended()
    await asked(attendance)
    for (const again of [attendance, { ...attendance, ...aClerk() }])
      expect(await askSecond(city, again, death)).toEqual({ ok: false, because: 'asked-already' })
  })

  it('waits for others, without saying of whom', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    const mine = (await requestsToDecide(city, aClerk())).filter((one) => one.requestId === requestId)
    expect(mine).toEqual([{ requestId, kind: 'died', askedBy: attendance.staffId, programId: null }])
    expect(await requestsToDecide(city, attendance)).not.toContainEqual(mine[0])
    expect(await requestsToDecide(city, aClerk(), tomorrow())).toEqual([])
  })

  it('says nothing in the database of who, of what and of when', async () => {
    const attendance = await attended()
    await asked(attendance)
    const { rows } = await city.database.query('select * from counter.requests where resident_id = $1', [
      attendance.residentId,
    ])
    expect(JSON.stringify(rows)).not.toMatch(/certificate|relative|2026-11-18/u)
    expect(rows[0].detail.toString('latin1')).not.toMatch(/certificate|relative|2026-11-18/u)
  })

  it('is forgotten with everything else when it waits', async () => {
    const attendance = await attended()
    const requestId = await asked(attendance)
    const by = { residentId: attendance.residentId, sessionHash: null, channel: 'web' } as const
    await eraseEverything(city, by)
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
    const { rowCount } = await city.database.query('select from counter.requests where resident_id = $1', [
      attendance.residentId,
    ])
    expect(rowCount).toBe(0)
  })
})
