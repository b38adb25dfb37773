import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aColleague } from '../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { checkIdentity, enterAddress } from '../counter/index.ts'
import type { StaffId } from '../identity/index.ts'
import { Personal, type LocalDay } from '../kernel/index.ts'
import { changeWish, leaveNotice, type Way } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { enrolResident, findResident, type ResidentId } from '../residents/index.ts'
import { letterNumber, lettersOf, noteCameBack, printLetters } from './index.ts'

let city: TestTenant
let clerk: StaffId
beforeAll(async () => {
  city = await createTestTenant()
  clerk = await aColleague(city)
})
afterAll(() => city.close())

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }
const at = (text: string) => ({ ...address, text })

async function somebody(way: Way = 'letter'): Promise<ResidentId> {
  const who = { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: '1950-01-02' as LocalDay, address }
  const residentId = await enrolResident(city, who)
  await changeWish(city, residentId, way)
  return residentId
}

async function tell(residentId: ResidentId): Promise<void> {
  await inTransaction(city.database, (client) =>
    leaveNotice(client, residentId, { kind: 'card-ended' }, city.clock.now()),
  )
}

async function movesTo(residentId: ResidentId, text: string): Promise<void> {
  city.clock.advance(1_000)
  const who = { staffId: clerk, sessionHash: randomBytes(32), residentId, reason: 'question' } as const
  await checkIdentity(city, who, 'passport')
  expect(await enterAddress(city, who, new Personal(at(text)))).toEqual({ ok: true })
}

async function print(): Promise<number> {
  city.clock.advance(10_000)
  const answer = await printLetters(city, clerk)
  if (!answer.ok) throw new Error(answer.because)
  return answer.number
}

/** Where the letters of a print go, and which of them have a number. */
async function sentBy(number: number, again = false): Promise<[string, boolean][]> {
  const sent: [string, boolean][] = []
  for await (const { to, number: of } of lettersOf(city, number, { again }))
    sent.push([to.reveal().address.text, of !== null])
  return sent
}

const keptOf = async (residentId: ResidentId) =>
  (await findResident(city, residentId))?.identity.reveal().formerAddress?.text

describe('Where letters went until now', () => {
  it('is told by one last letter that they go elsewhere, and then nothing is kept of it', async () => {
    const residentId = await somebody()
    await tell(residentId)
    await print()
    await movesTo(residentId, '9-9')
    expect(await keptOf(residentId)).toBe(address.text)
    const number = await print()
    expect(await sentBy(number)).toEqual([
      ['9-9', true],
      [address.text, false],
    ])
    expect(await keptOf(residentId)).toBeUndefined()
    expect(await sentBy(number, true)).toEqual([['9-9', true]])
  })

  it('is told, too, where it was changed once more before anything was printed', async () => {
    const residentId = await somebody()
    await movesTo(residentId, '8-8')
    await movesTo(residentId, '9-9')
    expect(await sentBy(await print())).toEqual([
      ['9-9', true],
      [address.text, false],
    ])
  })

  it('is told nothing where it was put right before anything was printed', async () => {
    const residentId = await somebody()
    await movesTo(residentId, '8-8')
    await movesTo(residentId, address.text)
    expect(await sentBy(await print())).toEqual([[address.text, true]])
  })

  it('is told nothing where a letter came back from, or who wants no letters', async () => {
    const [residentId, other] = [await somebody(), await somebody('here')]
    await tell(residentId)
    await noteCameBack(city, clerk, letterNumber(await print(), 1))
    await movesTo(residentId, '9-9')
    await movesTo(other, '9-9')
    expect([await keptOf(residentId), await keptOf(other)]).toEqual([undefined, undefined])
    expect(await sentBy(await print())).toEqual([['9-9', true]])
  })

  it('is told nothing by a print that was broken off, and so by the next one', async () => {
    const residentId = await somebody()
    await movesTo(residentId, '9-9')
    const number = await print()
    for await (const { number: of } of lettersOf(city, number, { again: false })) if (of === null) break
    expect(await keptOf(residentId)).toBe(address.text)
    expect(await sentBy(number, true)).toContainEqual([address.text, false])
  })
})
