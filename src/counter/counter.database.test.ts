import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor } from '../../test/support/city.ts'
import { attendTo, deedsIn, foundAt, somebodyIn } from '../../test/support/attending.ts'
import { aClerk } from '../../test/support/clerks.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { eraseEverything } from '../erasure/index.ts'
import { type LocalDay } from '../kernel/index.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import {
  askForCard,
  attend,
  cardsToConfirm,
  checkIdentity,
  endAttendance,
  findAttendance,
  foundBy,
  identityChecksOf,
  identityLevelOf,
  searchesAtCounter,
  searchResident,
  stopAtCounter,
  type Clerk,
} from './index.ts'
import { identitiesAt } from './search-resident.ts'
import { selectAttendances } from './store.ts'
import { mostFound, mostSearchesAnHour } from './rules.ts'
import { agreeToTerms } from '../../test/support/terms.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const said = { kana: 'アオバ ハナコ', birthDate: '1950-04-01' as LocalDay }
const somebody = () => somebodyIn(city)
const attending = (clerk: Clerk, who: Awaited<ReturnType<typeof somebody>>) => attendTo(city, clerk, who)
const deedsOf = (residentId: ResidentId) => deedsIn(city, residentId)

describe('Looking somebody up', () => {
  it.each([
    ['キタノ イチロウ', true],
    ['キタノイチロウ', true],
    ['ｷﾀﾉ ｲﾁﾛｳ', true],
    ['キタノ', true],
    ['イチロウ', false],
    ['キタ', false],
  ])('by %s and the date of birth finds them: %s', async (kana, found) => {
    const { said: whole } = await somebody()
    const outcome = await searchResident(city, aClerk(), { said: { ...whole, kana }, reason: 'question' })
    expect(outcome.ok).toBe(found)
  })

  it('finds nobody by the name and another date of birth', async () => {
    await somebody()
    const other = { kana: 'キタノ イチロウ', birthDate: '1899-01-01' as LocalDay }
    const outcome = await searchResident(city, aClerk(), { said: other, reason: 'question' })
    expect(outcome).toEqual({ ok: false, because: 'nobody-found' })
  })

  it('is in the resident’s record before they are attended to, with who and why', async () => {
    const [who, clerk] = [await somebody(), aClerk()]
    await searchResident(city, clerk, { said: who.said, reason: 'question' })
    const look = { reason: 'question', staffId: clerk.staffId }
    expect(await deedsOf(who.residentId)).toEqual([{ ...look, did: 'found' }])
    expect(await foundBy(city, clerk)).toMatchObject([
      { identity: expect.anything() as unknown, byMerged: false },
    ])
    await attend(city, clerk, await foundAt(city, clerk))
    expect(await deedsOf(who.residentId)).toContainEqual({ ...look, did: 'attended' })
    expect(await searchesAtCounter(city)).toContainEqual(expect.objectContaining({ ...look, found: 1 }))
  })

  it('shows whom it finds as a register orders them, whatever their places', async () => {
    const birthDate = '1899-05-02' as LocalDay
    const whom: ResidentId[] = []
    for (const given of ['ハナコ', 'ガクト', 'カオル'])
      whom.push(await enrolResident(city, { name: `北野 ${given}`, kana: `キタノ ${given}`, birthDate }))
    const clerk = aClerk()
    await searchResident(city, clerk, { said: { kana: 'キタノ', birthDate }, reason: 'question' })
    const one = (await selectAttendances(city.database, clerk.sessionHash))[0]!
    const placed = (order: ResidentId[]) => order.map((residentId, place) => ({ ...one, residentId, place }))
    for (const found of [await foundBy(city, clerk), await identitiesAt(city, placed(whom))])
      expect(found.map(({ identity }) => identity.reveal().kana)).toEqual([
        'キタノ カオル',
        'キタノ ガクト',
        'キタノ ハナコ',
      ])
  })

  it('finds twins both, and neither when there are too many', async () => {
    const twins = [await aResident(city), await aResident(city)]
    const clerk = aClerk()
    await searchResident(city, clerk, { said, reason: 'question' })
    expect(await foundBy(city, clerk)).toHaveLength(2)
    for (let twin = 2; twin <= mostFound; twin += 1) await aResident(city)
    const outcome = await searchResident(city, clerk, { said, reason: 'question' })
    expect(outcome).toEqual({ ok: false, because: 'too-many-found' })
    expect(await foundBy(city, clerk)).toEqual([])
    const looks = (await deedsOf(twins[0]!)).filter(({ staffId }) => staffId === clerk.staffId)
    expect(looks, 'that they are so many says something of each').toHaveLength(2)
  })

  it('ends after sixty searches an hour, also when they are made at once, and found nobody', async () => {
    const clerk = aClerk()
    const nobody = {
      said: { kana: 'ダレカ', birthDate: '1980-01-01' as LocalDay },
      reason: 'question' as const,
    }
    const tries = Array.from({ length: mostSearchesAnHour + 5 }, () => searchResident(city, clerk, nobody))
    const refused = (await Promise.all(tries)).filter(
      (outcome) => !outcome.ok && outcome.because === 'too-many-searches',
    )
    expect(refused).toHaveLength(5)
    const later = new Date(Date.now() + 61 * 60_000)
    expect(await searchResident(city, clerk, nobody, later)).toMatchObject({ because: 'nobody-found' })
  })

  it('ends with everything else when somebody erases everything while they are attended to', async () => {
    const [clerk, who] = [aClerk(), await somebody()]
    await askForCard(city, await attending(clerk, who), 'passport')
    const waiting = (await cardsToConfirm(city, aClerk())).length
    await eraseEverything(city, { residentId: who.residentId, sessionHash: null, channel: 'web' })
    expect(await findAttendance(city, clerk)).toBeUndefined()
    expect(await cardsToConfirm(city, aClerk())).toHaveLength(waiting - 1)
  })

  it('finds nobody who has erased everything', async () => {
    const { residentId, said: whole } = await somebody()
    await eraseEverything(city, { residentId, sessionHash: null, channel: 'web' })
    const outcome = await searchResident(city, aClerk(), { said: whole, reason: 'question' })
    expect(outcome).toMatchObject({ because: 'nobody-found' })
  })
})

describe('Attending to somebody', () => {
  it('never becomes attending to another: with searches and choices at once, each is in the record', async () => {
    const [clerk, one, other] = [aClerk(), await somebody(), await somebody()]
    for (let round = 0; round < 15; round += 1) {
      const search = (who: typeof one) => searchResident(city, clerk, { said: who.said, reason: 'question' })
      await search(one)
      const chosen = await foundAt(city, clerk)
      const [, attended] = await Promise.all([
        search(other),
        attend(city, clerk, chosen),
        findAttendance(city, clerk),
      ])
      const now = await findAttendance(city, clerk)
      const recorded = (await deedsOf(other.residentId)).filter(({ did }) => did === 'attended').length
      if (now?.residentId === other.residentId) expect(attended.ok && recorded > 0).toBe(true)
      await endAttendance(city, clerk)
    }
  })

  it('is possible only to whom this session has found, and to one at a time', async () => {
    const [clerk, other] = [aClerk(), aClerk()]
    await searchResident(city, clerk, { said: (await somebody()).said, reason: 'question' })
    expect(await attend(city, other, await foundAt(city, other))).toEqual({
      ok: false,
      because: 'nobody-attended',
    })
    expect(await attend(city, clerk, await foundAt(city, clerk, 2))).toEqual({
      ok: false,
      because: 'nobody-attended',
    })
    expect(await attend(city, clerk, await foundAt(city, clerk))).toMatchObject({ ok: true })
    expect(await attend(city, clerk, await foundAt(city, clerk))).toEqual({
      ok: false,
      because: 'nobody-attended',
    })
    expect(await findAttendance(city, other)).toBeUndefined()
  })

  it('ends by itself after five minutes of silence, by the next search, and by ending it', async () => {
    const [clerk, who] = [aClerk(), await somebody()]
    const minutesLater = (minutes: number) => new Date(Date.now() + minutes * 60_000)
    await attending(clerk, who)
    expect(await findAttendance(city, clerk, minutesLater(4))).toMatchObject({ residentId: who.residentId })
    expect(await findAttendance(city, clerk, minutesLater(10))).toBeUndefined()

    await attending(clerk, who)
    await searchResident(city, clerk, { said: { ...who.said, kana: 'ベツジン' }, reason: 'question' })
    expect(await findAttendance(city, clerk)).toBeUndefined()

    await attending(clerk, who)
    await endAttendance(city, clerk)
    expect(await findAttendance(city, clerk)).toBeUndefined()
  })

  it('cannot begin with somebody who was found long ago', async () => {
    const clerk = aClerk()
    await searchResident(city, clerk, { said: (await somebody()).said, reason: 'question' })
    const later = new Date(Date.now() + 5 * 60_000)
    expect(await foundBy(city, clerk, later)).toEqual([])
    expect(await attend(city, clerk, await foundAt(city, clerk), later)).toMatchObject({
      because: 'nobody-attended',
    })
  })
})

describe('Who somebody is', () => {
  it('is what they say, until they have shown a document', async () => {
    const who = await somebody()
    const attendance = await attending(aClerk(), who)
    const level = async () => identityLevelOf(await identityChecksOf(city, who.residentId), undefined)
    expect(await level()).toBe('self')
    await checkIdentity(city, attendance, 'passport')
    expect(await level()).toBe('counter')
    expect(await deedsOf(who.residentId)).toContainEqual(expect.objectContaining({ did: 'identity-checked' }))
  })
})

it('Everything is stopped at the resident’s word, and both ledgers say by whom', async () => {
  const who = await somebody()
  const use = await aUse(city, await aVendor(city))
  await agree(city, await agreeToTerms(city, who.residentId), use)
  const attendance = await attending(aClerk(), who)
  expect(await stopAtCounter(city, attendance)).toMatchObject({ ok: true })
  expect(await answersOf(city, who.residentId)).toEqual({
    'activity.steps': 'withdrawn',
    'body.weight': 'withdrawn',
  })
  expect(await deedsOf(who.residentId)).toContainEqual(expect.objectContaining({ did: 'stopped' }))
})

it('What was looked up can be changed or removed by no service', async () => {
  for (const table of ['look_ups', 'searches'])
    for (const sql of [`delete from counter.${table}`, `update counter.${table} set reason = 'join'`])
      await expect(city.database.query(sql), sql).rejects.toThrow(/permission denied/u)
})

it('A step that only a newer service knows is read as one of the staff', async () => {
  const { residentId } = await somebody()
  await asOwner(
    city,
    `alter table counter.look_ups drop constraint look_ups_did_check;
     insert into counter.look_ups (resident_id, look_up_id, staff_id, reason, did, looked_at)
     values ('${residentId}', '${randomUUID()}', '${randomUUID()}', 'card', 'danced', now())`,
  )
  expect(await deedsOf(residentId)).toMatchObject([{ did: 'other-step' }])
})
