import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aColleague } from '../../test/support/staff.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { agreeToTerms } from '../../test/support/terms.ts'
import type { StaffId } from '../identity/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import { leave } from '../leaving/index.ts'
import { noticesOf } from '../notices/index.ts'
import { enrolResident, standsOf, type ResidentId } from '../residents/index.ts'
import {
  askForCard,
  askToMerge,
  attend,
  cardsToConfirm,
  checkIdentity,
  confirmRequest,
  findAttendance,
  foundBy,
  foundDuplicates,
  lookAtRequest,
  lookUpsOf,
  refuseRequest,
  requestsOf,
  searchDuplicate,
  searchResident,
  takeBackRequest,
  type Attendance,
  type Clerk,
  type RequestId,
} from './index.ts'
import { countSearchesSince } from './store.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const aClerk = async (): Promise<Clerk> => ({ staffId: await aColleague(city), sessionHash: randomBytes(32) })
const someone = (): Clerk => ({ staffId: randomUUID() as string as StaffId, sessionHash: randomBytes(32) })
const standing = async (residentId: ResidentId) => (await standsOf(city.database, residentId))?.standing
const deedsOf = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 50 }))
    .filter(({ reason }) => reason === 'merge')
    .map(({ did }) => did)
    .toSorted()

let days = 0
/** Nobody else was born on that day. */
async function aPerson(kana = 'ニシノ ミツコ', birthDate?: LocalDay) {
  days += 1
  const said = { kana, birthDate: birthDate ?? (`${String(1900 + days)}-01-02` as LocalDay) }
  const residentId = await enrolResident(city, { ...said, name: '西野 光子' })
  return { said, residentId: await agreeToTerms(city, residentId) }
}

/** Two entries: before and after she married; and who attends to her, and has seen her document. */
async function twoEntries() {
  const [remains, duplicate] = [await aPerson(), await aPerson('ヒガシ ミツコ')]
  const attendance = await attending(remains)
  await checkIdentity(city, attendance, 'passport')
  return { remains, duplicate, attendance }
}

async function attending({ said }: Awaited<ReturnType<typeof aPerson>>, place = 1): Promise<Attendance> {
  const clerk = await aClerk()
  await searchResident(city, clerk, { said, reason: 'question' })
  const attended = await attend(city, clerk, place)
  if (!attended.ok) throw new Error(attended.because)
  return attended.attendance
}

/** The place at which the search has put the one entry it found. */
async function placeFound(attendance: Attendance): Promise<number> {
  const [found] = await foundDuplicates(city, attendance)
  if (!found) throw new Error('nobody was found')
  return found.place
}

async function asked() {
  const entries = await twoEntries()
  const { attendance, duplicate } = entries
  expect(await searchDuplicate(city, attendance, duplicate.said)).toEqual({ ok: true })
  expect(await askToMerge(city, attendance, await placeFound(attendance))).toEqual({ ok: true })
  const [request] = await requestsOf(city, attendance)
  if (!request) throw new Error('nothing was asked for')
  return { ...entries, requestId: request.requestId }
}

const no = { ok: false, because: 'not-yours-to-decide' }

describe('Another entry of whoever stands there', () => {
  it('is found by the same search, which counts and stands in its record, and she is still attended to', async () => {
    const { remains, duplicate, attendance } = await twoEntries()
    const count = () => countSearchesSince(city.database, attendance.staffId, new Date(0))
    const before = await count()
    await searchDuplicate(city, attendance, duplicate.said)
    expect(await count()).toBe(before + 1)
    expect(await deedsOf(duplicate.residentId)).toEqual(['found'])
    const told = (await noticesOf(city, duplicate.residentId, null)).shown.map(({ kind }) => kind)
    expect(told).toContain('looked-up')
    expect((await findAttendance(city, attendance))?.residentId).toBe(remains.residentId)
    const found = await foundDuplicates(city, attendance)
    expect(found.map(({ identity }) => identity.reveal().kana)).toEqual(['ヒガシ ミツコ'])
    expect(await attend(city, attendance, found[0]!.place)).toMatchObject({ because: 'nobody-attended' })
  })

  it('is not herself, and of many nobody is shown', async () => {
    const { remains, attendance } = await twoEntries()
    expect(await searchDuplicate(city, attendance, remains.said)).toMatchObject({ because: 'nobody-found' })
    const many = await aPerson('キタ ミツコ')
    for (let turn = 0; turn < 4; turn += 1) await aPerson('キタ ミツコ', many.said.birthDate)
    expect(await searchDuplicate(city, attendance, many.said)).toMatchObject({ because: 'too-many-found' })
    expect(await foundDuplicates(city, attendance)).toEqual([])
    expect(await deedsOf(many.residentId)).toEqual(['found'])
  })

  it.each([1, 2, 4, 5])('is at a place of its own where she is attended to at place %i', async (place) => {
    const twins = [await aPerson('ミナミ ミツコ')]
    for (let turn = 1; turn < 5; turn += 1)
      twins.push(await aPerson('ミナミ ミツコ', twins[0]!.said.birthDate))
    const attendance = await attending(twins[0]!, place)
    await checkIdentity(city, attendance, 'passport')
    expect(await searchDuplicate(city, attendance, twins[0]!.said)).toEqual({ ok: true })
    const places = (await foundDuplicates(city, attendance)).map((found) => found.place)
    expect(places.toSorted()).toEqual([1, 2, 3, 4, 5].filter((one) => one !== place))
  })

  it('is not searched for, and not merged, by who has not seen her document within the hour', async () => {
    const [remains, duplicate] = [await aPerson(), await aPerson()]
    const attendance = await attending(remains)
    const notShown = { ok: false, because: 'not-shown-who' }
    expect(await searchDuplicate(city, attendance, duplicate.said)).toEqual(notShown)
    expect(await deedsOf(duplicate.residentId)).toEqual([])
    await checkIdentity(city, attendance, 'passport')
    await searchDuplicate(city, attendance, duplicate.said)
    const place = await placeFound(attendance)
    city.clock.advance(60 * 60_000)
    expect(await askToMerge(city, attendance, place)).toEqual(notShown)
    expect(await askToMerge(city, { ...attendance, ...someone() }, place)).toEqual(notShown)
  })

  it('is one of those just found, and nobody else', async () => {
    const { duplicate, attendance } = await twoEntries()
    const again = { ok: false, because: 'choose-again' }
    expect(await askToMerge(city, attendance, 2)).toEqual(again)
    await searchDuplicate(city, attendance, duplicate.said)
    const place = await placeFound(attendance)
    expect(await askToMerge(city, attendance, 6 - place)).toEqual(again)
    expect(await askToMerge(city, attendance, place, new Date(Date.now() + 5 * 60_000))).toEqual(again)
    // Whoever was found beside her, before she was attended to, was not searched for this.
    const one = await aPerson('ナカ ミツコ')
    await aPerson('ナカ ミツコ', one.said.birthDate)
    const beside = await attending(one)
    await checkIdentity(city, beside, 'passport')
    for (const each of [1, 2]) expect(await askToMerge(city, beside, each)).toEqual(again)
  })

  it('that has left is not merged, and why is said', async () => {
    const { duplicate, attendance } = await twoEntries()
    await leave(city, { residentId: duplicate.residentId, sessionHash: null, channel: 'counter' }, 'left')
    await searchDuplicate(city, attendance, duplicate.said)
    expect(await askToMerge(city, attendance, await placeFound(attendance))).toMatchObject({
      because: 'has-left',
    })
  })
})

describe('What one member of staff has asked for', () => {
  it('changes nothing until another one has seen both entries and confirms it', async () => {
    const { remains, duplicate, attendance, requestId } = await asked()
    expect(await standing(duplicate.residentId)).toBe('active')
    expect(await confirmRequest(city, attendance, requestId)).toEqual(no)
    expect(await lookAtRequest(city, attendance, requestId)).toEqual(no)
    const second = someone()
    const shown = await lookAtRequest(city, second, requestId)
    if (!shown.ok) throw new Error(shown.because)
    expect(shown.identity.reveal().kana).toBe('ニシノ ミツコ')
    expect(shown.others.map((other) => other.reveal().kana)).toEqual(['ヒガシ ミツコ'])
    const tomorrow = new Date(Date.now() + 24 * 60 * 60_000)
    expect(await confirmRequest(city, second, requestId, tomorrow)).toEqual(no)
    expect(await confirmRequest(city, second, requestId)).toEqual({ ok: true })
    expect([await standing(remains.residentId), await standing(duplicate.residentId)]).toEqual([
      'active',
      'merged',
    ])
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
    expect(await confirmRequest(city, someone(), requestId)).toEqual(no)
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
    await expect(confirmRequest(city, someone(), one.requestId)).rejects.toThrow()
    await take('resident_id')
    await expect(confirmRequest(city, someone(), one.requestId)).rejects.toThrow()
    for (const { residentId } of [one.remains, one.duplicate, other.remains, other.duplicate])
      expect(await standing(residentId)).toBe('active')
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
      await refuseRequest(city, someone(), { requestId: refused.requestId, because: 'other-person' }),
    ).toEqual({ ok: true })
    expect(await takeBackRequest(city, taken.attendance, taken.requestId)).toEqual({ ok: true })
    for (const [{ remains, duplicate, requestId }, did] of [
      [refused, 'request-refused'],
      [taken, 'request-withdrawn'],
    ] as const) {
      expect(await confirmRequest(city, someone(), requestId)).toEqual(no)
      for (const { residentId } of [remains, duplicate]) {
        expect(await deedsOf(residentId)).toContain(did)
        expect(await standing(residentId)).toBe('active')
      }
    }
  })

  it('is not done where the other entry has changed since', async () => {
    const { duplicate, requestId } = await asked()
    await leave(city, { residentId: duplicate.residentId, sessionHash: null, channel: 'counter' }, 'left')
    expect(await confirmRequest(city, someone(), requestId)).toEqual({ ok: false, because: 'has-left' })
    expect(await standing(duplicate.residentId)).toBe('leaving')
  })

  it('that was broken off is shown so, and finished once', async () => {
    const { duplicate, attendance, requestId } = await asked()
    const second = someone()
    await asOwner(
      city,
      `update counter.requests set outcome = 'confirmed', decided_at = now(),
      decided_by = '${second.staffId}' where request_id = '${requestId}'`,
    )
    expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: true }])
    expect(await confirmRequest(city, someone(), requestId)).toEqual({ ok: true })
    expect(await standing(duplicate.residentId)).toBe('merged')
    expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: false }])
    expect(await confirmRequest(city, someone(), requestId)).toEqual(no)
  })
})

describe('An entry that was merged', () => {
  async function merged() {
    const entries = await asked()
    await confirmRequest(city, someone(), entries.requestId)
    return entries
  }

  it('is found as the one that remains, under either name, and attended to by nobody', async () => {
    const { remains, duplicate } = await merged()
    for (const { said } of [remains, duplicate]) {
      const clerk = await aClerk()
      expect(await searchResident(city, clerk, { said, reason: 'question' })).toEqual({ ok: true })
      const found = await foundBy(city, clerk)
      expect(found.map(({ identity }) => identity.reveal().kana)).toEqual(['ニシノ ミツコ'])
      const attended = await attend(city, clerk, 1)
      expect(attended.ok && attended.attendance.residentId).toBe(remains.residentId)
    }
  })

  it('is one search of two entries with one name', async () => {
    const one = await aPerson('オキ ミツコ')
    const other = await aPerson('オキ ミツコ', one.said.birthDate)
    const attendance = await attending(one)
    await checkIdentity(city, attendance, 'passport')
    await searchDuplicate(city, attendance, other.said)
    await askToMerge(city, attendance, await placeFound(attendance))
    const [request] = await requestsOf(city, attendance)
    await confirmRequest(city, someone(), request!.requestId as RequestId)
    const clerk = await aClerk()
    await searchResident(city, clerk, { said: other.said, reason: 'question' })
    expect(await foundBy(city, clerk)).toHaveLength(1)
  })

  it('is on no screen any more, and no card is made for it', async () => {
    const { duplicate, requestId } = await asked()
    const elsewhere = await attending(duplicate)
    await askForCard(city, elsewhere, 'passport')
    expect(await cardsToConfirm(city, someone())).toHaveLength(1)
    expect(await confirmRequest(city, someone(), requestId)).toEqual({ ok: true })
    expect(await findAttendance(city, elsewhere)).toBeUndefined()
    expect(await cardsToConfirm(city, someone())).toEqual([])
  })
})
