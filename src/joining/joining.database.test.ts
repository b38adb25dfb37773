import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBriefing, aCode, aCohort, dayFromNow } from '../../test/support/joining.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { joinResident, type SearchId } from '../counter/index.ts'
import { eraseEverything } from '../erasure/index.ts'
import type { StaffId } from '../identity/index.ts'
import { newId, type LocalDay } from '../kernel/index.ts'
import { leave } from '../leaving/index.ts'
import { noticesOf } from '../notices/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import {
  addBriefing,
  briefingsToday,
  cohortOf,
  countWhoCame,
  leaveCohort,
  makeCodes,
  makeCohort,
  membershipOf,
  most,
  revokeSheet,
  type BriefingId,
  type CohortId,
} from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const clerk = { staffId: randomUUID() as string as StaffId, sessionHash: randomBytes(32) }
let years = 1920

/** Somebody joins at the counter, perhaps at a briefing. */
async function join(briefingId?: BriefingId) {
  years += 1
  const birthDate = `${String(years)}-03-04` as LocalDay
  const identity = { name: '説明 聞太', kana: 'セツメイ キクタ', birthDate }
  const newcomer = { attempt: newId<SearchId>(), identity, document: 'passport' as const, briefingId }
  return joinResident(city, { ...clerk, staffId: newId<StaffId>() }, newcomer)
}

async function joinedAt(briefingId: BriefingId): Promise<ResidentId> {
  const before = await membersOf(briefingId)
  expect(await join(briefingId)).toMatchObject({ ok: true })
  const [member] = (await membersOf(briefingId)).filter((each) => !before.includes(each))
  return residentIdSchema.parse(member)
}

async function membersOf(briefingId: BriefingId): Promise<string[]> {
  const { rows } = await city.database.query<{ id: string }>(
    'select resident_id as id from joining.members where briefing_id = $1',
    [briefingId],
  )
  return rows.map(({ id }) => id)
}

const numbersOf = async (cohortId: CohortId) => (await cohortOf(city, cohortId))!.cohort

describe('Joining at a briefing', () => {
  it('keeps cohort and attendance, and leaves whoever joins at none without', async () => {
    const cohortId = await aCohort(city, { name: '秋のモニター' })
    const briefingId = await aBriefing(city, cohortId)
    expect(await briefingsToday(city)).toContainEqual({
      ...{ briefingId, cohortName: '秋のモニター', place: 'みほんセンター' },
    })
    const residentId = await joinedAt(briefingId)
    expect(await membershipOf(city, residentId)).toMatchObject({ cohortName: '秋のモニター', leftAt: null })
    expect(await join()).toMatchObject({ ok: true })
    expect(await numbersOf(cohortId)).toMatchObject({ joined: 1, joinedAtBriefing: 1, droppedOut: 0 })
    expect((await cohortOf(city, cohortId))?.briefings).toMatchObject([{ joined: 1, came: null }])
  })

  it('is for briefings of today, and makes nobody where it is not', async () => {
    const cohortId = await aCohort(city)
    const tomorrow = await aBriefing(city, cohortId, 1)
    const before = await city.database.query('select count(*) from residents.residents')
    for (const briefingId of [tomorrow, newId<BriefingId>()])
      expect(await join(briefingId)).toEqual({ ok: false, because: 'not-today' })
    expect((await city.database.query('select count(*) from residents.residents')).rows).toEqual(before.rows)
    expect((await briefingsToday(city)).map(({ briefingId }) => briefingId)).not.toContain(tomorrow)
  })

  it('gives no place twice, however many come at once', async () => {
    const cohortId = await aCohort(city, { places: 2 })
    const briefingId = await aBriefing(city, cohortId)
    const answers = await Promise.all(Array.from({ length: 5 }, () => join(briefingId)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(2)
    expect(answers.filter((answer) => !answer.ok && answer.because === 'cohort-full')).toHaveLength(3)
    expect(await numbersOf(cohortId)).toMatchObject({ joined: 2 })
  })
})

describe('Dropping out', () => {
  it('is the resident’s own wish, once, and they are told; everything else stays', async () => {
    const cohortId = await aCohort(city)
    const residentId = await joinedAt(await aBriefing(city, cohortId))
    expect(await leaveCohort(city, residentId)).toEqual({ ok: true })
    expect(await leaveCohort(city, residentId)).toEqual({ ok: false, because: 'no-cohort' })
    expect(await numbersOf(cohortId)).toMatchObject({ joined: 1, droppedOut: 1 })
    const kinds = (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'cohort-left')).toHaveLength(1)
  })

  it('is counted of who leaves the city, too', async () => {
    const cohortId = await aCohort(city)
    const residentId = await joinedAt(await aBriefing(city, cohortId))
    await leave(city, { residentId, sessionHash: null, channel: 'web' }, 'left')
    expect(await numbersOf(cohortId)).toMatchObject({ joined: 1, droppedOut: 1 })
  })

  it('leaves nothing of who has erased everything but that there was one', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    const residentId = await joinedAt(briefingId)
    await eraseEverything(city, { residentId, sessionHash: null, channel: 'web' })
    expect(await membershipOf(city, residentId)).toBeUndefined()
    expect(await membersOf(briefingId)).toEqual([])
    expect(await numbersOf(cohortId)).toMatchObject({ joined: 1, droppedOut: 1 })
  })
})

describe('A sheet of codes', () => {
  it('is in the database as hashes alone, and counts whom it invites', async () => {
    const cohortId = await aCohort(city)
    const untilDay = dayFromNow(city, 3)
    const made = await makeCodes(city, clerk, { cohortId, codes: 3, goodFor: 5, untilDay })
    if (!made.ok) throw new Error(made.because)
    const { rows } = await city.database.query('select to_jsonb(code)::text as row from joining.codes code')
    for (const code of made.codes) expect(JSON.stringify(rows)).not.toContain(code.reveal())
    expect(await numbersOf(cohortId)).toMatchObject({ invited: 15 })
    expect((await cohortOf(city, cohortId))?.sheets).toMatchObject([{ codes: 3, goodFor: 5, used: 0 }])
  })

  it('that is revoked invites nobody any more, and is revoked once, in its own cohort', async () => {
    const [cohortId, other] = [await aCohort(city), await aCohort(city)]
    await aCode(city, cohortId)
    const [sheet] = (await cohortOf(city, cohortId))!.sheets
    const revoke = (of: CohortId) => revokeSheet(city, clerk, { cohortId: of, sheetId: sheet!.sheetId })
    expect(await revoke(other)).toEqual({ ok: false, because: 'no-cohort' })
    expect(await revoke(cohortId)).toEqual({ ok: true })
    expect(await revoke(cohortId)).toEqual({ ok: false, because: 'no-cohort' })
    expect(await numbersOf(cohortId)).toMatchObject({ invited: 0 })
  })

  it('is within the days of its cohort, and of bounded size', async () => {
    const cohortId = await aCohort(city)
    const codes = (changed: object) =>
      makeCodes(city, clerk, {
        ...{ cohortId, codes: 1, goodFor: 1, untilDay: dayFromNow(city, 30) },
        ...changed,
      })
    expect(await codes({ untilDay: dayFromNow(city, 31) })).toMatchObject({ because: 'bad-day' })
    expect(await codes({ untilDay: dayFromNow(city, -1) })).toMatchObject({ because: 'bad-day' })
    expect(await codes({ codes: most.codesOfASheet + 1 })).toMatchObject({ because: 'too-many-codes' })
    expect(await codes({ cohortId: newId<CohortId>() })).toMatchObject({ because: 'no-cohort' })
    expect(await codes({})).toMatchObject({ ok: true })
  })
})

describe('A cohort', () => {
  it('is not over before it begins', async () => {
    const cohort = {
      name: '過ぎた募集',
      places: 1,
      fromDay: dayFromNow(city, -9),
      untilDay: dayFromNow(city, -1),
    }
    expect(await makeCohort(city, clerk, cohort)).toEqual({ ok: false, because: 'bad-days' })
  })

  it('has its briefings within its days, and of who came their number', async () => {
    const [cohortId, other] = [await aCohort(city), await aCohort(city)]
    const late = { cohortId, heldOn: dayFromNow(city, 31), place: '見本', places: 1 }
    expect(await addBriefing(city, clerk, late)).toEqual({ ok: false, because: 'bad-day' })
    const briefingId = await aBriefing(city, cohortId)
    expect(await countWhoCame(city, { cohortId, briefingId, came: 23 })).toEqual({ ok: true })
    expect(await countWhoCame(city, { cohortId: other, briefingId, came: 99 })).toMatchObject({ ok: false })
    expect(await numbersOf(cohortId)).toMatchObject({ came: 23 })
  })

  it('is one of two hundred at most', async () => {
    await asOwner(
      city,
      `insert into joining.cohorts (cohort_id, name, places, from_day, until_day, made_by, made_at)
       select gen_random_uuid(), 'x', 1, '2000-01-01', '2000-01-01', gen_random_uuid(), '2000-01-01'
         from generate_series(1, 200)`,
    )
    await expect(aCohort(city)).rejects.toThrow('too-many-cohorts')
    await asOwner(city, `delete from joining.cohorts where name = 'x'`)
  })
})
