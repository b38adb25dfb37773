import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { by } from '../../test/support/city.ts'
import { aColleague } from '../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { checkIdentity, enterAddress, lookUpsOf } from '../counter/index.ts'
import type { StaffId } from '../identity/index.ts'
import { Personal, type LocalDay } from '../kernel/index.ts'
import { comeBack, leave, recordDeath } from '../leaving/index.ts'
import { changeWish, leaveNotice, letterHeldOf, putWish, type Way } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import { letterNumber, lettersOf, noteCameBack, overview, printAgain, printLetters } from './index.ts'

let city: TestTenant
let clerk: StaffId
beforeAll(async () => {
  city = await createTestTenant()
  clerk = await aColleague(city)
})
beforeEach(() => city.database.query('delete from notices.letters'))
afterAll(() => city.close())

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }
const moved = { ...address, text: 'みその県あおば野市9-9' }

async function waits(way: Way = 'letter'): Promise<ResidentId> {
  const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay, address }
  const residentId = await enrolResident(city, who)
  await changeWish(city, residentId, way)
  await tell(residentId)
  return residentId
}

async function tell(residentId: ResidentId): Promise<void> {
  city.clock.advance(1_000)
  await inTransaction(city.database, (client) =>
    leaveNotice(client, residentId, { kind: 'card-ended' }, city.clock.now()),
  )
}

async function print(): Promise<number> {
  city.clock.advance(1_000)
  const answer = await printLetters(city, clerk)
  if (!answer.ok) throw new Error(answer.because)
  return answer.number
}

async function addressesIn(number: number, again = false): Promise<string[]> {
  const to: string[] = []
  for await (const letter of lettersOf(city, number, { again })) to.push(letter.to.reveal().address.text)
  return to
}

/** One that was printed has come back; nothing else waits. */
async function cameBack(): Promise<{ residentId: ResidentId; number: number }> {
  const residentId = await waits()
  const number = await print()
  await noteCameBack(city, clerk, letterNumber(number, 1))
  return { residentId, number }
}

async function movesTo(residentId: ResidentId): Promise<void> {
  city.clock.advance(1_000)
  const attendance = {
    ...{ staffId: clerk, sessionHash: randomBytes(32), residentId },
    reason: 'question',
  } as const
  await checkIdentity(city, attendance, 'passport')
  expect(await enterAddress(city, attendance, new Personal(moved))).toEqual({ ok: true })
}

const looks = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 20 })).filter(
    ({ did }) => did === 'letter-addressed',
  ).length

const waitingNow = async () => (await overview(city)).waiting
const heldNow = async () => (await overview(city)).held.count

describe('To the home that somebody has moved away from', () => {
  it('no letter goes, of before or after, until an address is entered', async () => {
    const residentId = await waits()
    city.clock.advance(1_000)
    await leave(city, by(residentId), 'moved-away')
    await tell(residentId)
    expect([await waitingNow(), await heldNow()]).toEqual([0, 1])
    expect(await printLetters(city, clerk)).toEqual({ ok: false, because: 'no-letters' })
    expect([await letterHeldOf(city, residentId), await looks(residentId)]).toEqual(['moved-away', 0])
    await changeWish(city, residentId, 'here')
    await changeWish(city, residentId, 'letter')
    expect(await waitingNow()).toBe(0)
    await movesTo(residentId)
    expect(await letterHeldOf(city, residentId)).toBeUndefined()
    expect(await addressesIn(await print())).toEqual([moved.text])
    await tell(residentId)
    expect(await addressesIn(await print())).toEqual([moved.text])
  })

  it('no print goes once more; of who came back and leaves again it is so again', async () => {
    const residentId = await waits()
    const number = await print()
    city.clock.advance(1_000)
    await leave(city, by(residentId), 'moved-away')
    expect(await printAgain(city, clerk, number)).toEqual({ ok: false, because: 'no-letters' })
    await movesTo(residentId)
    await comeBack(city, by(residentId))
    city.clock.advance(1_000)
    await leave(city, by(residentId), 'moved-away')
    expect(await letterHeldOf(city, residentId)).toBe('moved-away')
  })

  it('one goes to who leaves and lives there still', async () => {
    const residentId = await waits()
    await leave(city, by(residentId), 'left')
    expect(await addressesIn(await print())).toEqual([address.text])
  })
})

describe('A print that is printed once more', () => {
  it('goes to nobody whose letter came back, nor to who wants none now; and their address is not read', async () => {
    const [still, back, none] = [await waits(), await waits(), await waits()]
    const number = await print()
    await noteCameBack(city, clerk, letterNumber(number, 2))
    await changeWish(city, none, 'here')
    expect(await printAgain(city, clerk, number)).toEqual({ ok: true, number })
    const numbers: (string | null)[] = []
    for await (const letter of lettersOf(city, number, { again: true })) numbers.push(letter.number)
    expect(numbers).toEqual([letterNumber(number, 1)])
    expect([await looks(still), await looks(back), await looks(none)]).toEqual([2, 1, 1])
  })

  it('is none where it would go to nobody, and to where they have said that they live now', async () => {
    const { residentId, number } = await cameBack()
    expect(await printAgain(city, clerk, number)).toMatchObject({ because: 'no-letters' })
    await movesTo(residentId)
    expect(await printAgain(city, clerk, number)).toEqual({ ok: true, number })
    expect(await addressesIn(number, true)).toEqual([moved.text])
  })
})

describe('Who is told by letter that no more will come', () => {
  it('gets that one, though they want none now', async () => {
    const residentId = await waits()
    await print()
    await changeWish(city, residentId, 'here')
    expect(await addressesIn(await print())).toEqual([address.text])
  })
})

describe('A letter that came back from where they live', () => {
  it.each([
    ['letter', 1],
    ['mail-or-letter', 1],
    ['here', 0],
    ['mail', 0],
    ['sms', 0],
  ] as const)('once they want to be told by %s, so many go there: %i', async (way, letters) => {
    const { residentId } = await cameBack()
    await changeWish(city, residentId, way)
    expect([await waitingNow(), await heldNow()]).toEqual([letters, 0])
  })

  it('goes there no more where a number for text messages takes its place', async () => {
    const { residentId } = await cameBack()
    await inTransaction(city.database, (client) => putWish(client, residentId, { by: 'sms' }))
    expect([await waitingNow(), await heldNow()]).toEqual([0, 0])
  })
})

describe('An old letter that comes back', () => {
  it('locks no address that was entered since it was printed, and goes there', async () => {
    const residentId = await waits()
    const [old, other] = [await print(), (await tell(residentId), await print())]
    await noteCameBack(city, clerk, letterNumber(other, 1))
    await movesTo(residentId)
    await noteCameBack(city, clerk, letterNumber(old, 1))
    expect([await letterHeldOf(city, residentId), await waitingNow()]).toEqual([undefined, 1])
    expect(await addressesIn(await print())).toEqual([moved.text])
  })

  it.each([
    ['was printed', async () => print()],
    ['was printed again', async (old: number) => (await printAgain(city, clerk, old), old)],
  ] as const)('locks it where it %s since then', async (_, printing) => {
    const residentId = await waits()
    const old = await print()
    await movesTo(residentId)
    city.clock.advance(1_000)
    await noteCameBack(city, clerk, letterNumber(await printing(old), 1))
    expect(await letterHeldOf(city, residentId)).toBe('came-back')
  })
})

describe('The list of letters that cannot be sent', () => {
  it('has none of who has died since', async () => {
    const [{ residentId: died }] = [await cameBack(), await cameBack()]
    expect(await heldNow()).toBe(2)
    const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
    await recordDeath(city, by(died), { ...two, document: 'death-certificate' })
    expect(await heldNow()).toBe(1)
  })
})
