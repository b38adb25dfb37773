import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { by } from '../../test/support/city.ts'
import { aColleague } from '../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { checkIdentity, enterAddress, lookUpsOf, type Attendance } from '../counter/index.ts'
import { eraseEverything } from '../erasure/index.ts'
import type { StaffId } from '../identity/index.ts'
import { Personal, type LocalDay } from '../kernel/index.ts'
import { recordDeath } from '../leaving/index.ts'
import {
  changeWish,
  holdLetters,
  leaseLetters,
  leaveNotice,
  letterHeldOf,
  noticesOf,
  takeLetters,
  type Way,
} from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { enrolResident, findResident, type ResidentId } from '../residents/index.ts'
import { lettersOf, noteCameBack, overview, printAgain, printLetters } from './index.ts'
import { leaseUntil, letterNumber } from './rules.ts'

let city: TestTenant
let clerk: StaffId
beforeAll(async () => {
  city = await createTestTenant()
  clerk = await aColleague(city)
})
beforeEach(() => city.database.query('delete from notices.letters'))
afterAll(() => city.close())

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }

async function waits(known: object = { address }, way: Way = 'letter'): Promise<ResidentId> {
  city.clock.advance(1_000)
  const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay }
  const residentId = await enrolResident(city, { ...who, ...known })
  await changeWish(city, residentId, way)
  await inTransaction(city.database, (client) =>
    leaveNotice(client, residentId, { kind: 'card-ended' }, city.clock.now()),
  )
  return residentId
}

const linesOf = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 9 })).filter(
    ({ did, reason, staffId }) => did === 'letter-addressed' && reason === 'letter' && staffId === clerk,
  ).length

async function printed(number: number): Promise<(string | null)[]> {
  const letters: (string | null)[] = []
  for await (const { number: of } of lettersOf(city, number, first)) letters.push(of)
  return letters
}

async function residentsOf(number: number): Promise<ResidentId[]> {
  const { rows } = await city.database.query<{ resident_id: ResidentId }>(
    'select resident_id from letters.printed where number = $1',
    [number],
  )
  return rows.map((row) => row.resident_id)
}

const first = { again: false }
const waitingNow = async () => (await overview(city)).waiting

async function print(): Promise<number> {
  const answer = await printLetters(city, clerk)
  if (!answer.ok) throw new Error(answer.because)
  return answer.number
}

const die = (residentId: ResidentId) => {
  const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
  return recordDeath(city, by(residentId), { ...two, document: 'death-certificate' })
}

describe('What is read to print a letter', () => {
  it('is in the record before it is read, also where whoever prints gets no further; and the letter is not lost', async () => {
    const residentId = await waits()
    // The key store is away.
    const find = () => Promise.reject(new Error('away'))
    const away = { ...city, keys: Object.assign(Object.create(city.keys) as TestTenant['keys'], { find }) }
    await expect(printLetters(away, clerk)).rejects.toThrow('away')
    expect(await linesOf(residentId)).toBe(1)
    expect(await printLetters(city, clerk), 'nobody else takes it yet').toMatchObject({
      because: 'no-letters',
    })
    city.clock.advance(10 * 60_000)
    expect(await residentsOf(await print())).toEqual([residentId])
    expect(await linesOf(residentId)).toBe(2)
  })

  it('is in the record once more when it is printed again', async () => {
    const residentId = await waits()
    const number = await print()
    expect(await printAgain(city, clerk, number)).toEqual({ ok: true, number })
    expect(await linesOf(residentId)).toBe(2)
    expect(await printAgain(city, clerk, number + 1)).toMatchObject({ because: 'no-such-print' })
  })
})

describe('Two who print at once', () => {
  it('print each letter once, and look at each address once', async () => {
    const all = [await waits(), await waits(), await waits()]
    const answers = await Promise.all([1, 2, 3].map(() => printLetters(city, clerk)))
    const numbers = answers.flatMap((answer) => (answer.ok ? [answer.number] : []))
    const residents = (await Promise.all(numbers.map(residentsOf))).flat()
    expect(residents.toSorted()).toEqual(all.toSorted())
    for (const residentId of all) expect(await linesOf(residentId)).toBe(1)
  })

  it('where one comes back from the dead, its letters are another’s', async () => {
    await waits()
    const [now, first] = [city.clock.now(), leaseUntil(city.clock.now())]
    const lease = (at: Date) =>
      inTransaction(city.database, (client) =>
        leaseLetters(client, { now: at, until: leaseUntil(at), limit: 9 }),
      )
    const letters = await lease(now)
    expect(letters).toHaveLength(1)
    expect(await lease(new Date(first.getTime() - 1))).toEqual([])
    expect(await lease(first)).toEqual(letters)
    const take = (until: Date) =>
      inTransaction(city.database, (client) => takeLetters(client, letters, until))
    await inTransaction(city.database, (client) => holdLetters(client, letters, first, 'no-address'))
    expect(await take(first)).toEqual([])
    expect((await overview(city)).held.count).toBe(0)
    expect(await take(leaseUntil(first))).toEqual(letters)
  })
})

describe('Whose letter is never printed', () => {
  it.each([
    ['has died', die],
    ['has erased everything', (residentId: ResidentId) => eraseEverything(city, by(residentId))],
  ] as const)('is who %s: neither of what waits, nor of a print from before', async (_, end) => {
    const [before, gone] = [await waits(), await waits()]
    const number = await print()
    expect(await printed(number)).toHaveLength(2)
    await end(gone)
    expect(await printed(number)).toEqual([letterNumber(number, 1)])
    expect(await printAgain(city, clerk, number)).toMatchObject({ ok: true })
    expect([await linesOf(before), await linesOf(gone)]).toEqual([2, 1])

    const waiting = await waits()
    await end(waiting)
    expect(await printLetters(city, clerk)).toMatchObject({ because: 'no-letters' })
    expect([await linesOf(waiting), await waitingNow()]).toEqual([0, 0])
  })
})

describe('Whoever erases everything', () => {
  it('has no letter that waits', async () => {
    await eraseEverything(city, by(await waits()))
    expect(await waitingNow()).toBe(0)
  })
})

describe('A letter whose resident has to be asked first', () => {
  const shown = async (residentId: ResidentId): Promise<Attendance> => {
    const attendance = {
      staffId: clerk,
      sessionHash: randomBytes(32),
      residentId,
      reason: 'question',
    } as const
    await checkIdentity(city, attendance, 'passport')
    return attendance
  }

  it('is held and listed without a name; once they have said where they live, it goes with the next print', async () => {
    const residentId = await waits({})
    expect(await printLetters(city, clerk)).toMatchObject({ because: 'no-address-known' })
    const { waiting, held } = await overview(city)
    expect([waiting, held.count, held.letters.map(({ because }) => because)]).toEqual([0, 1, ['no-address']])
    expect(JSON.stringify(held)).not.toContain(residentId)
    expect(await printLetters(city, clerk), 'nothing is looked at again').toMatchObject({
      because: 'no-letters',
    })
    expect(await linesOf(residentId)).toBe(1)
    expect(await enterAddress(city, await shown(residentId), new Personal(address))).toEqual({ ok: true })
    expect(await residentsOf(await print())).toEqual([residentId])
  })

  it.each([
    ['name', { name: '髙﨑 德䨺', address }],
    ['address', { address: { ...address, text: '靇䨺町字1-2' } }],
  ])(
    'is one whose %s has a character that cannot be printed: no box goes to anybody',
    async (what, known) => {
      const [residentId, other] = [await waits(known), await waits()]
      const number = await print()
      expect(await residentsOf(number)).toEqual([other])
      expect(await letterHeldOf(city, residentId)).toBe('not-printable')
      const { held } = await overview(city)
      expect(held.letters.map(({ because }) => because)).toEqual(['not-printable'])
      expect(await printLetters(city, clerk), 'nothing is looked at again').toMatchObject({
        because: 'no-letters',
      })
      await enterAddress(city, await shown(residentId), new Personal(address))
      const again = await printLetters(city, clerk)
      expect(again.ok ? 'printed' : again.because).toBe(what === 'address' ? 'printed' : 'no-address-known')
    },
  )

  it('is none of a print from before whose address cannot be printed now', async () => {
    const residentId = await waits()
    const number = await print()
    await enterAddress(city, await shown(residentId), new Personal({ ...address, text: '龘町1' }))
    expect(await printed(number)).toEqual([])
  })

  it('is one that came back, noted once by its number, until they say where they live now', async () => {
    const residentId = await waits()
    const number = await print()
    const letter = letterNumber(number, 1)
    expect(await noteCameBack(city, clerk, letter)).toEqual({ ok: true })
    expect(await noteCameBack(city, clerk, letter)).toMatchObject({ because: 'came-back-already' })
    for (const none of [`${String(number)}-2`, `${String(number + 1)}-1`, 'x'])
      expect(await noteCameBack(city, clerk, none)).toMatchObject({ because: 'no-such-letter' })
    expect(await letterHeldOf(city, residentId)).toBe('came-back')
    await inTransaction(city.database, (client) =>
      leaveNotice(client, residentId, { kind: 'card-issued' }, city.clock.now()),
    )
    expect(await printLetters(city, clerk)).toMatchObject({ because: 'no-letters' })
    const moved = { ...address, text: 'みその県あおば野市9-9' }
    await enterAddress(city, await shown(residentId), new Personal(moved))
    expect((await findResident(city, residentId))?.identity.reveal().address).toEqual(moved)
    for await (const { to, kinds } of lettersOf(city, await print(), first)) {
      expect(to.reveal().address).toEqual(moved)
      expect(kinds).toEqual(expect.arrayContaining(['card-ended', 'card-issued', 'home-entered']))
    }
  })

  it('is tried again by who says once more that they want letters, and given up by who wants none', async () => {
    const [again, none] = [await waits(), await waits()]
    const number = await print()
    await changeWish(city, none, 'here')
    expect(await waitingNow(), 'it tells them that no more will come').toBe(1)
    for (const place of [1, 2]) await noteCameBack(city, clerk, `${String(number)}-${String(place)}`)
    expect([await waitingNow(), (await overview(city)).held.count]).toEqual([0, 1])
    await changeWish(city, again, 'letter')
    expect(await residentsOf(await print())).toEqual([again])
  })

  it('waits on: an address is entered of nobody whom this clerk has not just seen to be them', async () => {
    const residentId = await waits({})
    await printLetters(city, clerk)
    const { sessionHash } = await shown(await waits())
    const attendance = { staffId: clerk, sessionHash, residentId, reason: 'question' } as const
    expect(await enterAddress(city, attendance, new Personal(address))).toMatchObject({
      because: 'not-shown-who',
    })
    expect((await findResident(city, residentId))?.identity.reveal().address).toBeUndefined()
    expect(await letterHeldOf(city, residentId)).toBe('no-address')
  })

  it('tells whose address was entered that it was, and it is in their record', async () => {
    const residentId = await waits()
    await enterAddress(city, await shown(residentId), new Personal(address))
    expect((await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)).toContain('home-entered')
    const deeds = await lookUpsOf(city, residentId, { before: null, limit: 9 })
    expect(deeds.map(({ did }) => did)).toContain('address-entered')
  })
})
