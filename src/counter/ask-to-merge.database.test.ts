import { afterAll, describe, expect, it } from 'vitest'
import { aClerk } from '../../test/support/clerks.ts'
import { mergeDeedsOf, mergeDesk } from '../../test/support/merge-desk.ts'
import { mergeTwo } from '../../test/support/merging.ts'
import { createTestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import { leave } from '../leaving/index.ts'
import { noticesOf } from '../notices/index.ts'
import type { ResidentId } from '../residents/index.ts'
import {
  askToMerge,
  attend,
  checkIdentity,
  findAttendance,
  foundDuplicates,
  searchDuplicate,
} from './index.ts'
import { countSearchesSince, selectAttendances, type AttendanceId } from './store.ts'

const city = await createTestTenant()
const { aPerson, attending, idFound, twoEntries } = mergeDesk(city)
afterAll(() => city.close())

const deedsOf = (residentId: ResidentId) => mergeDeedsOf(city, residentId)

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
    expect(await attend(city, attendance, found[0]!.attendanceId)).toMatchObject({
      because: 'nobody-attended',
    })
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
    expect(await foundDuplicates(city, attendance)).toHaveLength(4)
    expect((await findAttendance(city, attendance))?.residentId).toBe(attendance.residentId)
  })

  it('is not searched for, and not merged, by who has not seen her document within the hour', async () => {
    const [remains, duplicate] = [await aPerson(), await aPerson()]
    const attendance = await attending(remains)
    const notShown = { ok: false, because: 'not-shown-who' }
    expect(await searchDuplicate(city, attendance, duplicate.said)).toEqual(notShown)
    expect(await deedsOf(duplicate.residentId)).toEqual([])
    await checkIdentity(city, attendance, 'passport')
    await searchDuplicate(city, attendance, duplicate.said)
    const chosen = await idFound(attendance)
    city.clock.advance(60 * 60_000)
    expect(await askToMerge(city, attendance, chosen)).toEqual(notShown)
    expect(await askToMerge(city, { ...attendance, ...aClerk() }, chosen)).toEqual(notShown)
  })

  it('is one of those just found, and nobody else', async () => {
    const { duplicate, attendance } = await twoEntries()
    const again = { ok: false, because: 'choose-again' }
    expect(await askToMerge(city, attendance, newId<AttendanceId>())).toEqual(again)
    await searchDuplicate(city, attendance, duplicate.said)
    const chosen = await idFound(attendance)
    expect(await askToMerge(city, attendance, newId<AttendanceId>())).toEqual(again)
    expect(await askToMerge(city, attendance, chosen, new Date(Date.now() + 5 * 60_000))).toEqual(again)
    // Whoever was found beside her, before she was attended to, was not searched for this.
    const one = await aPerson('ナカ ミツコ')
    await aPerson('ナカ ミツコ', one.said.birthDate)
    const beside = await attending(one)
    await checkIdentity(city, beside, 'passport')
    const others = (await selectAttendances(city.database, beside.sessionHash)).map((row) => row.attendanceId)
    expect(others).toHaveLength(2)
    for (const each of others) expect(await askToMerge(city, beside, each)).toEqual(again)
  })

  it('is not another person: who differs in kana and in date of birth is not merged', async () => {
    const { attendance, remains } = await twoEntries()
    const other = await aPerson('ヒガシ ミツコ')
    await searchDuplicate(city, attendance, other.said)
    const chosen = await idFound(attendance)
    expect(await askToMerge(city, attendance, chosen)).toEqual({ ok: false, because: 'two-people' })
    expect(await mergeTwo(city, remains.residentId, other.residentId)).toMatchObject({
      because: 'two-people',
    })
  })

  it('that has left is not merged, and why is said', async () => {
    const { duplicate, attendance } = await twoEntries()
    await leave(city, { residentId: duplicate.residentId, sessionHash: null, channel: 'counter' }, 'left')
    await searchDuplicate(city, attendance, duplicate.said)
    expect(await askToMerge(city, attendance, await idFound(attendance))).toMatchObject({
      because: 'has-left',
    })
  })
})
