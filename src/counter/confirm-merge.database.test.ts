import { foundAt } from '../../test/support/attending.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { aClerk, aClerkOf } from '../../test/support/clerks.ts'
import { mergeDeedsOf, mergeDesk } from '../../test/support/merge-desk.ts'
import { asOwner, createTestTenant } from '../../test/support/tenant.ts'
import { standingOf } from '../../test/support/city.ts'
import { leave } from '../leaving/index.ts'
import { type ResidentId } from '../residents/index.ts'
import {
  askForCard,
  askToMerge,
  attend,
  cardsToConfirm,
  checkIdentity,
  confirmRequest,
  findAttendance,
  foundBy,
  lookAtRequest,
  refuseRequest,
  requestsOf,
  searchDuplicate,
  searchResident,
  takeBackRequest,
  type RequestId,
} from './index.ts'

const city = await createTestTenant()
const { aPerson, asked, attending, idFound } = mergeDesk(city)
afterAll(() => city.close())

const deedsOf = (residentId: ResidentId) => mergeDeedsOf(city, residentId)

const no = { ok: false, because: 'not-yours-to-decide' }

describe('What one member of staff has asked for', () => {
  it('changes nothing until another one has seen both entries and confirms it', async () => {
    const { remains, duplicate, attendance, requestId } = await asked()
    expect(await standingOf(city, duplicate.residentId)).toBe('active')
    expect(await confirmRequest(city, attendance, requestId)).toEqual(no)
    expect(await lookAtRequest(city, attendance, requestId)).toEqual(no)
    const second = aClerk()
    const shown = await lookAtRequest(city, second, requestId)
    if (!shown.ok) throw new Error(shown.because)
    expect(shown.resident.identity.reveal().kana).toBe('ニシノ ミツコ')
    expect(shown.others.map(({ identity }) => identity.reveal().kana)).toEqual(['ヒガシ ミツコ'])
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000)
    expect(await confirmRequest(city, second, requestId, tomorrow)).toEqual(no)
    expect(await confirmRequest(city, second, requestId)).toMatchObject({ ok: true })
    expect([
      await standingOf(city, remains.residentId),
      await standingOf(city, duplicate.residentId),
    ]).toEqual(['active', 'merged'])
    for (const { residentId } of [remains, duplicate])
      expect(await deedsOf(residentId)).toEqual(
        expect.arrayContaining(['request-asked', 'request-looked-at', 'request-confirmed']),
      )
    const { rows } = await city.database.query(
      'select event_id, staff_id, second_staff_id, merged_into from residents.life_events where resident_id = $1',
      [duplicate.residentId],
    )
    expect(rows).toEqual([
      {
        event_id: requestId,
        staff_id: attendance.staffId,
        second_staff_id: second.staffId,
        merged_into: remains.residentId,
      },
    ])
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
  })

  it('cannot be made about another entry, of either side, once it is asked for', async () => {
    const [one, other] = [await asked(), await asked()]
    const swap = (set: string) =>
      city.database.query(`update counter.requests set ${set} where request_id = $1`, [one.requestId])
    for (const set of ['resident_id = resident_id', 'detail = detail', `kind = 'died'`])
      await expect(swap(set), set).rejects.toThrow('permission denied')
    const take = (column: string) =>
      asOwner(
        city,
        `update counter.requests set ${column} =
           (select ${column} from counter.requests where request_id = '${other.requestId}')
          where request_id = '${one.requestId}'`,
      )
    await take('detail')
    await expect(confirmRequest(city, aClerk(), one.requestId)).rejects.toThrow()
    await take('resident_id')
    await expect(confirmRequest(city, aClerk(), one.requestId)).rejects.toThrow()
    for (const { residentId } of [one.remains, one.duplicate, other.remains, other.duplicate])
      expect(await standingOf(city, residentId)).toBe('active')
  })

  it('says nothing in the database of which other entry it is', async () => {
    const { duplicate, requestId } = await asked()
    const { rows } = await city.database.query('select * from counter.requests where request_id = $1', [
      requestId,
    ])
    expect(JSON.stringify(rows) + rows[0].detail.toString('latin1')).not.toContain(duplicate.residentId)
  })

  it('that is refused or taken back stands in both records, and changes nothing', async () => {
    const [refused, taken] = [await asked(), await asked()]
    expect(
      await refuseRequest(city, aClerk(), { requestId: refused.requestId, because: 'other-person' }),
    ).toEqual({ ok: true })
    expect(await takeBackRequest(city, taken.attendance, taken.requestId)).toEqual({ ok: true })
    for (const [{ remains, duplicate, requestId }, did] of [
      [refused, 'request-refused'],
      [taken, 'request-withdrawn'],
    ] as const) {
      expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
      for (const { residentId } of [remains, duplicate]) {
        expect(await deedsOf(residentId)).toContain(did)
        expect(await standingOf(city, residentId)).toBe('active')
      }
    }
  })

  it('is not done where the other entry has changed since', async () => {
    const { duplicate, requestId } = await asked()
    await leave(city, { residentId: duplicate.residentId, sessionHash: null, channel: 'counter' }, 'left')
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual({ ok: false, because: 'has-left' })
    expect(await standingOf(city, duplicate.residentId)).toBe('leaving')
  })

  it('that was broken off is shown so, and finished once', async () => {
    const { duplicate, attendance, requestId } = await asked()
    const second = aClerk()
    await asOwner(
      city,
      `update counter.requests set outcome = 'confirmed', decided_at = now(),
      decided_by = '${second.staffId}' where request_id = '${requestId}'`,
    )
    expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: true }])
    expect(await confirmRequest(city, aClerk(), requestId)).toMatchObject({ ok: true })
    expect(await standingOf(city, duplicate.residentId)).toBe('merged')
    expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: false }])
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no)
  })
})

describe('An entry that was merged', () => {
  async function merged() {
    const entries = await asked()
    await confirmRequest(city, aClerk(), entries.requestId)
    return entries
  }

  it('is found as the one that remains, under either name, and attended to by nobody', async () => {
    const { remains, duplicate } = await merged()
    for (const { said } of [remains, duplicate]) {
      const clerk = await aClerkOf(city)
      expect(await searchResident(city, clerk, { said, reason: 'question' })).toEqual({ ok: true })
      const found = await foundBy(city, clerk)
      expect(found.map(({ identity }) => identity.reveal().kana)).toEqual(['ニシノ ミツコ'])
      const byMerged = said === duplicate.said
      expect(found.map((one) => one.byMerged)).toEqual([byMerged])
      const attended = await attend(city, clerk, await foundAt(city, clerk))
      expect(attended.ok && attended.attendance.residentId).toBe(remains.residentId)
      expect((await findAttendance(city, clerk))?.byMerged).toBe(byMerged)
    }
  })

  it('is one search of two entries with one name', async () => {
    const one = await aPerson('オキ ミツコ')
    const other = await aPerson('オキ ミツコ', one.said.birthDate)
    const attendance = await attending(one)
    await checkIdentity(city, attendance, 'passport')
    await searchDuplicate(city, attendance, other.said)
    await askToMerge(city, attendance, await idFound(attendance))
    const [request] = await requestsOf(city, attendance)
    await confirmRequest(city, aClerk(), request!.requestId as RequestId)
    const clerk = await aClerkOf(city)
    await searchResident(city, clerk, { said: other.said, reason: 'question' })
    expect(await foundBy(city, clerk)).toHaveLength(1)
  })

  it('is on no screen any more, and no card is made for it', async () => {
    const { duplicate, requestId } = await asked()
    const elsewhere = await attending(duplicate)
    await askForCard(city, elsewhere, 'passport')
    expect(await cardsToConfirm(city, aClerk())).toHaveLength(1)
    expect(await confirmRequest(city, aClerk(), requestId)).toMatchObject({ ok: true })
    expect(await findAttendance(city, elsewhere)).toBeUndefined()
    expect(await cardsToConfirm(city, aClerk())).toEqual([])
  })
})
