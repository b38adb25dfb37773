import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCardHolder, wrongPin } from '../../test/support/cards.ts'
import { aResident, aUse, aVendor } from '../../test/support/city.ts'
import { aClerkOf } from '../../test/support/clerks.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { checkCard, type PaperCard } from '../identity/index.ts'
import { noticesOf } from '../notices/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { agreeWithPin, lookUpsOf } from './index.ts'

let city: TestTenant
let use: Use
beforeAll(async () => {
  city = await createTestTenant()
  use = await aUse(city, await aVendor(city))
})
afterAll(() => city.close())

const steps = () => ({
  ...{ useId: use.useId, versionShown: use.version },
  items: ['activity.steps' as const],
})

async function attended() {
  const { residentId, card } = await aCardHolder(city)
  return { attendance: { ...(await aClerkOf(city)), residentId, reason: 'question' as const }, card }
}

const deeds = (residentId: ResidentId) => lookUpsOf(city, residentId, { before: null, limit: 20 })
async function lockedTold(residentId: ResidentId) {
  const { shown } = await noticesOf(city, residentId, null)
  return shown.filter(({ kind }) => kind === 'card-locked').length
}

describe('A wrong PIN at the counter', () => {
  it('stands in the record of whose card it is: each, with who attended', async () => {
    const { attendance, card } = await attended()
    const { residentId, staffId } = attendance
    for (const turn of [1, 2]) await agreeWithPin(city, attendance, steps(), wrongPin(card, turn).pin)
    const one = { did: 'pin-wrong', reason: 'agree', staffId }
    expect(await deeds(residentId)).toMatchObject([one, one])
    await agreeWithPin(city, attendance, steps(), card.pin)
    expect((await deeds(residentId)).map(({ did }) => did).sort()).toEqual([
      'agreed',
      'pin-wrong',
      'pin-wrong',
    ])
  })

  it('stands there also where the card is locked, or there is none', async () => {
    const { attendance, card } = await attended()
    for (let turn = 1; turn <= 6; turn += 1)
      await agreeWithPin(city, attendance, steps(), wrongPin(card, turn).pin)
    expect(await deeds(attendance.residentId)).toHaveLength(6)
    const cardless = { ...attendance, residentId: await aResident(city) }
    await agreeWithPin(city, cardless, steps(), card.pin)
    expect(await deeds(cardless.residentId)).toMatchObject([{ did: 'pin-wrong' }])
  })

  it('is no second deed where the right one is sent twice', async () => {
    const { attendance, card } = await attended()
    const given = [
      await agreeWithPin(city, attendance, steps(), card.pin),
      await agreeWithPin(city, attendance, steps(), card.pin),
    ]
    expect(given[1]).toEqual(given[0])
    expect(await deeds(attendance.residentId)).toMatchObject([{ did: 'agreed' }])
  })
})

describe('That a card was locked', () => {
  const doors = [
    [
      'the counter',
      async ({ attendance }: Locking, wrong: PaperCard) => agreeWithPin(city, attendance, steps(), wrong.pin),
    ],
    ['the card door', async (_: Locking, wrong: PaperCard) => checkCard(city, wrong)],
  ] as const
  type Locking = Awaited<ReturnType<typeof attended>>

  it.each(doors)('is told to its resident once, at %s', async (_, typeAt) => {
    const locking = await attended()
    const { residentId } = locking.attendance
    for (let turn = 1; turn <= 4; turn += 1) await typeAt(locking, wrongPin(locking.card, turn))
    expect(await lockedTold(residentId)).toBe(0)
    for (let turn = 5; turn <= 7; turn += 1) await typeAt(locking, wrongPin(locking.card, turn))
    expect(await lockedTold(residentId)).toBe(1)
  })

  it('is not told where the right PIN comes in time', async () => {
    const { attendance, card } = await attended()
    for (let turn = 1; turn <= 4; turn += 1) await checkCard(city, wrongPin(card, turn))
    await checkCard(city, card)
    await checkCard(city, wrongPin(card))
    expect(await lockedTold(attendance.residentId)).toBe(0)
  })
})
