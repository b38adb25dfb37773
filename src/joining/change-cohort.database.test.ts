import { randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBriefing, aCode, aCohort, dayFromNow } from '../../test/support/joining.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { joinResident, type SearchId } from '../counter/index.ts'
import type { StaffId } from '../identity/index.ts'
import { addDays, newId, type LocalDay } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import {
  addBriefing,
  briefingsToday,
  changeBriefing,
  changeCohort,
  changeCohortWith,
  closeCohort,
  closeCohortWith,
  cohortActs,
  cohortOf,
  countWhoCame,
  makeCodes,
  reopenCohort,
  type BriefingId,
  type CohortId,
} from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const clerk = { staffId: randomUUID() as string as StaffId }
const outcomeOf = (outcome: { ok: true } | { ok: false; because: string }) => outcome.ok || outcome.because
const numbersOf = async (cohortId: CohortId) => (await cohortOf(city, cohortId))!.cohort
const kindsOf = async (cohortId: CohortId) => (await cohortActs(city, cohortId)).map(({ kind }) => kind)
let years = 1920

async function join(briefingId: BriefingId) {
  years += 1
  const identity = {
    ...{ name: '説明 聞太', kana: 'セツメイ キクタ' },
    birthDate: `${String(years)}-03-04` as LocalDay,
  }
  const newcomer = { attempt: newId<SearchId>(), identity, document: 'passport' as const, briefingId }
  const by = { staffId: newId<StaffId>(), sessionHash: randomBytes(32) }
  return outcomeOf(await joinResident(city, by, newcomer))
}

/** Is it over within a while? Whoever waits for a lock is not. */
const isOver = (work: Promise<unknown>) =>
  Promise.race([
    work.then(() => true),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), 300)),
  ])

describe('A cohort that is changed', () => {
  it('is so from then on, what is not named stays, and the ledger says what held and by whom', async () => {
    const cohortId = await aCohort(city, { name: '秋のモニター' })
    const later = dayFromNow(city, 40)
    expect(await changeCohort(city, clerk, { cohortId, untilDay: later })).toEqual({ ok: true })
    const byProgram = { programId: 'city.cohorts' }
    await changeCohort(city, byProgram, { cohortId, name: '冬のモニター', places: 7 })
    const now = { name: '冬のモニター', places: 7, untilDay: later, fromDay: dayFromNow(city, 0) }
    expect(await numbersOf(cohortId)).toMatchObject(now)
    expect(await cohortActs(city, cohortId)).toMatchObject([
      { kind: 'changed', programId: 'city.cohorts', staffId: null, ...now, cohortName: '冬のモニター' },
      { kind: 'changed', staffId: clerk.staffId, programId: null, untilDay: later, name: '秋のモニター' },
      { kind: 'made', untilDay: dayFromNow(city, 30), places: 100 },
    ])
  })

  it('leaves no line where nothing is different, or it was refused', async () => {
    const cohortId = await aCohort(city)
    await changeCohort(city, clerk, { cohortId, places: 100 })
    const before = { fromDay: dayFromNow(city, 9), untilDay: dayFromNow(city, 8) }
    expect(outcomeOf(await changeCohort(city, clerk, { cohortId, ...before }))).toBe('bad-days')
    expect(await kindsOf(cohortId)).toEqual(['made'])
    expect(await changeCohort(city, clerk, { cohortId: newId<CohortId>(), places: 1 })).toMatchObject({
      because: 'no-cohort',
    })
  })

  it('has no fewer places than members, and no briefing outside of its days', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    for (let turn = 0; turn < 2; turn += 1) expect(await join(briefingId)).toBe(true)
    const change = async (changed: object) =>
      outcomeOf(await changeCohort(city, clerk, { cohortId, ...changed }))
    expect(await change({ places: 1 })).toBe('too-few-places')
    expect(await change({ fromDay: dayFromNow(city, 1) })).toBe('briefing-outside')
    expect(await change({ places: 2 })).toBe(true)
    expect(await join(briefingId)).toBe('cohort-full')
  })

  it('waits for who joins at the same moment, and does not go under what they have taken', async () => {
    const cohortId = await aCohort(city, { places: 5 })
    const briefingId = await aBriefing(city, cohortId)
    const joining = Array.from({ length: 5 }, () => join(briefingId))
    const changing = changeCohort(city, clerk, { cohortId, places: 3 })
    const [changed, answers] = [await changing, await Promise.all(joining)]
    const { joined, places } = await numbersOf(cohortId)
    expect(answers.filter((answer) => answer === true)).toHaveLength(joined)
    expect([joined <= places, places]).toEqual([true, changed.ok ? 3 : 5])
  })

  it('is waited for by who joins', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    await join(briefingId)
    let joining: Promise<unknown> = Promise.resolve()
    await inTransaction(city.database, async (client) => {
      await changeCohortWith(client, { by: clerk, at: city.clock.now() }, { cohortId, places: 1 })
      joining = join(briefingId)
      expect(await isOver(joining)).toBe(false)
    })
    expect(await joining).toBe('cohort-full')
  })
})

describe('A cohort that is closed', () => {
  it('takes nobody in, makes nothing new, and leaves what is there; of two who close it one does', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    await aCode(city, cohortId)
    await join(briefingId)
    await Promise.all([closeCohort(city, clerk, cohortId), closeCohort(city, clerk, cohortId)])
    expect(await kindsOf(cohortId)).toEqual(['closed', 'briefing-added', 'made'])
    expect(await join(briefingId)).toBe('cohort-closed')
    expect((await briefingsToday(city)).map((each) => each.briefingId)).not.toContain(briefingId)
    const day = dayFromNow(city, 2)
    const briefing = { cohortId, heldOn: day, place: '見本', places: 1 }
    expect(outcomeOf(await addBriefing(city, clerk, briefing))).toBe('cohort-closed')
    const codes = { cohortId, codes: 1, goodFor: 1, untilDay: day }
    expect(outcomeOf(await makeCodes(city, clerk, codes))).toBe('cohort-closed')
    const fewer = { ok: false, because: 'fewer-than-joined' }
    expect(await countWhoCame(city, { cohortId, briefingId, came: 0 })).toEqual(fewer)
    expect(await countWhoCame(city, { cohortId, briefingId, came: 9 })).toEqual({ ok: true })
    expect(await numbersOf(cohortId)).toMatchObject({
      ...{ joined: 1, joinedAtBriefing: 1, droppedOut: 0, came: 9, invited: 1 },
      closedAt: expect.any(Date),
    })
  })

  it('is opened again while its days are not over', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId, 1)
    await closeCohort(city, clerk, cohortId)
    const now = city.clock.now()
    city.clock.set(addDays(now, 31))
    expect(outcomeOf(await reopenCohort(city, clerk, cohortId))).toBe('cohort-over')
    city.clock.set(addDays(now, 1))
    expect(await join(briefingId)).toBe('cohort-closed')
    expect(outcomeOf(await reopenCohort(city, clerk, cohortId))).toBe(true)
    expect(await join(briefingId)).toBe(true)
    city.clock.set(now)
    await reopenCohort(city, clerk, cohortId)
    expect(await kindsOf(cohortId)).toEqual(['reopened', 'closed', 'briefing-added', 'made'])
    expect(outcomeOf(await reopenCohort(city, clerk, newId<CohortId>()))).toBe('no-cohort')
    expect(outcomeOf(await closeCohort(city, clerk, newId<CohortId>()))).toBe('no-cohort')
  })

  it('at the moment at which somebody joins has them refused after it, and kept before it', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    const joined = await Promise.all(Array.from({ length: 3 }, () => join(briefingId)))
    let joining: Promise<unknown> = Promise.resolve()
    await inTransaction(city.database, async (client) => {
      await closeCohortWith(client, { by: clerk, at: city.clock.now() }, cohortId)
      joining = join(briefingId)
      expect(await isOver(joining)).toBe(false)
    })
    expect([...joined, await joining]).toEqual([true, true, true, 'cohort-closed'])
    expect(await numbersOf(cohortId)).toMatchObject({ joined: 3 })
  })
})

describe('A briefing that is changed', () => {
  it('is held then and there from now on', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId, 1)
    const changed = { heldOn: dayFromNow(city, 2), place: '新しい公民館', places: 12 }
    expect(await changeBriefing(city, clerk, { cohortId, briefingId, ...changed })).toEqual({ ok: true })
    expect((await cohortOf(city, cohortId))?.briefings).toMatchObject([{ briefingId, ...changed }])
    const { heldOn, place: name, places } = changed
    expect((await cohortActs(city, cohortId))[0]).toMatchObject({
      ...{ kind: 'briefing-changed', name, places, fromDay: heldOn, untilDay: heldOn },
    })
  })

  it('stays on its day once somebody came, and within the days of its cohort; and is of its own cohort', async () => {
    const [cohortId, other] = [await aCohort(city), await aCohort(city)]
    const change = async (briefingId: BriefingId, changed: object, of = cohortId) =>
      outcomeOf(await changeBriefing(city, clerk, { cohortId: of, briefingId, ...changed }))
    const [joined, counted, waiting] = [
      await aBriefing(city, cohortId),
      await aBriefing(city, cohortId),
      await aBriefing(city, cohortId),
    ]
    await join(joined)
    await countWhoCame(city, { cohortId, briefingId: counted, came: 3 })
    for (const held of [joined, counted])
      expect(await change(held, { heldOn: dayFromNow(city, 1) })).toBe('held-already')
    expect(await change(joined, { place: '字を直した所' })).toBe(true)
    for (const day of [-1, 31])
      expect(await change(waiting, { heldOn: dayFromNow(city, day) })).toBe('bad-day')
    expect(await change(waiting, { place: '見本' }, other)).toBe('no-cohort')
    expect(await change(waiting, { heldOn: dayFromNow(city, 30) })).toBe(true)
  })

  it('at the moment at which somebody joins there has them refused', async () => {
    const cohortId = await aCohort(city)
    const briefingId = await aBriefing(city, cohortId)
    let joining: Promise<unknown> = Promise.resolve()
    await inTransaction(city.database, async (client) => {
      await client.query(`select pg_advisory_xact_lock(hashtextextended('cohort/' || $1::text, 0))`, [
        cohortId,
      ])
      joining = join(briefingId)
      expect(await isOver(joining)).toBe(false)
      await client.query('update joining.briefings set held_on = held_on + 1 where briefing_id = $1', [
        briefingId,
      ])
    })
    expect(await joining).toBe('not-today')
  })
})

it('No service changes a line of the ledger of cohorts', async () => {
  await aCohort(city)
  for (const sql of [`update joining.cohort_acts set kind = 'closed'`, 'delete from joining.cohort_acts'])
    await expect(city.database.query(sql)).rejects.toThrow('permission denied')
  await expect(asOwner(city, `update joining.cohort_acts set by_program = 'x'`)).rejects.toThrow('check')
})

it('A cohort from before the ledger has its lines, as it was made', async () => {
  const cohortId = await aCohort(city)
  await aBriefing(city, cohortId)
  await aBriefing(city, cohortId, 2)
  const lines = async () => (await cohortActs(city, cohortId)).toSorted(byContent)
  const before = await lines()
  const folder = new URL('../../db/migrations/data/', import.meta.url)
  const name = (await readdir(folder)).find((each) => each.endsWith('_cohorts_change.sql'))!
  const [, backfill = ''] = (await readFile(new URL(name, folder), 'utf8')).split(/(?=^insert into)/mu)
  await asOwner(city, 'delete from joining.cohort_acts')
  await asOwner(city, backfill)
  expect([before.length, await lines()]).toEqual([3, before])
})

function byContent(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}
