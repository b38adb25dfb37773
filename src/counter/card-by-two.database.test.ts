import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attendTo, deedsIn, somebodyIn } from '../../test/support/attending.ts'
import { aClerk } from '../../test/support/clerks.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { checkCard } from '../identity/index.ts'
import { newId } from '../kernel/index.ts'
import { noticesOf } from '../notices/index.ts'
import { type ResidentId } from '../residents/index.ts'
import {
  askForCard,
  cardRequestOf,
  cardsToConfirm,
  confirmCard,
  cardsRefused,
  handOverCard,
  lookAtCardRequest,
  refuseCard,
  type CardRequestId,
  type Clerk,
} from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const noCard = { requestId: newId<CardRequestId>() }
const somebody = () => somebodyIn(city)
const attending = (clerk: Clerk, who: Awaited<ReturnType<typeof somebody>>) => attendTo(city, clerk, who)
const deedsOf = (residentId: ResidentId) => deedsIn(city, residentId)

describe('A card for somebody who is known already', () => {
  it('is handed over once a second person has confirmed it, and signs in', async () => {
    const [first, second, who] = [aClerk(), aClerk(), await somebody()]
    const attendance = await attending(first, who)
    expect(await handOverCard(city, attendance)).toEqual({ ok: false, because: 'second-person-missing' })
    await askForCard(city, attendance, 'driving-licence')
    expect(await cardRequestOf(city, attendance)).toBe('waits')
    expect(await handOverCard(city, attendance)).toEqual({ ok: false, because: 'second-person-missing' })

    const [{ requestId } = noCard] = await cardsToConfirm(city, second)
    for (const how of ['opened', 'loaded anew'])
      expect(await lookAtCardRequest(city, second, requestId), how).toMatchObject({
        document: 'driving-licence',
      })
    const told = (await noticesOf(city, who.residentId, null)).shown.filter(
      ({ kind }) => kind === 'looked-up',
    )
    expect(told, 'by the one who searched and the one who looked').toHaveLength(2)
    expect(await confirmCard(city, second, requestId)).toEqual({ ok: true })
    expect(await cardRequestOf(city, attendance)).toBe('confirmed')
    const card = await handOverCard(city, attendance)
    if (!card.ok) throw new Error(card.because)
    const checked = await checkCard(city, card)
    expect(checked).toMatchObject({ ok: true, residentId: who.residentId })
    expect(await handOverCard(city, attendance), 'one request, one card').toMatchObject({ ok: false })

    const deeds = (await deedsOf(who.residentId)).map(({ did }) => did)
    expect(deeds).toEqual(expect.arrayContaining(['card-asked', 'card-confirmed', 'card-handed']))
  })

  it('is confirmed by nobody who asked for it, twice by nobody, and not after an hour', async () => {
    const [first, second, third] = [aClerk(), aClerk(), aClerk()]
    const attendance = await attending(first, await somebody())
    await askForCard(city, attendance, 'driving-licence')
    const [{ requestId } = noCard] = await cardsToConfirm(city, second)
    expect(await cardsToConfirm(city, first)).not.toContainEqual(expect.objectContaining({ requestId }))
    const no = { ok: false, because: 'not-yours-to-confirm' }
    expect(await lookAtCardRequest(city, first, requestId)).toEqual(no)
    expect(await confirmCard(city, first, requestId)).toEqual(no)
    expect(await confirmCard(city, second, requestId, new Date(Date.now() + 61 * 60_000))).toEqual(no)
    expect(await confirmCard(city, second, requestId)).toEqual({ ok: true })
    expect(await confirmCard(city, third, requestId)).toEqual(no)
  })

  it('that the second person says no to is not made, by nobody; who asked is told why, and may ask anew', async () => {
    const [first, second, third, who] = [aClerk(), aClerk(), aClerk(), await somebody()]
    const attendance = await attending(first, who)
    await askForCard(city, attendance, 'passport')
    const [{ requestId } = noCard] = await cardsToConfirm(city, second)
    const because = 'document-unclear' as const
    const no = { ok: false, because: 'not-yours-to-confirm' }
    expect(await refuseCard(city, first, { requestId, because }), 'not by who asked').toEqual(no)
    expect(await refuseCard(city, second, { requestId, because })).toEqual({ ok: true })
    expect(await cardRequestOf(city, attendance)).toBe(because)
    expect(await cardsRefused(city, first)).toEqual([{ askedAt: expect.any(Date), because }])
    expect(await cardsRefused(city, second)).toEqual([])
    expect(await cardsRefused(city, first, new Date(Date.now() + 61 * 60_000))).toEqual([])
    for (const clerk of [second, third]) expect(await confirmCard(city, clerk, requestId)).toEqual(no)
    expect(await refuseCard(city, third, { requestId, because })).toEqual(no)
    expect(await handOverCard(city, attendance)).toEqual({ ok: false, because: 'second-person-missing' })
    expect((await deedsOf(who.residentId)).map(({ did }) => did)).toContain('request-refused')

    await askForCard(city, attendance, 'passport')
    expect(await cardRequestOf(city, attendance)).toBe('waits')
    for (const card of await cardsToConfirm(city, second)) await confirmCard(city, second, card.requestId)
    expect(await handOverCard(city, attendance)).toMatchObject({ ok: true })
  })

  it('that was confirmed is not said no to after all', async () => {
    const [first, second, third] = [aClerk(), aClerk(), aClerk()]
    await askForCard(city, await attending(first, await somebody()), 'passport')
    const [{ requestId } = noCard] = await cardsToConfirm(city, second)
    await confirmCard(city, second, requestId)
    const no = { requestId, because: 'not-true' } as const
    expect((await refuseCard(city, third, no)).ok).toBe(false)
  })

  it('is asked for once, however often the button is pressed, and the second person sees one', async () => {
    const [first, second] = [aClerk(), aClerk()]
    const attendance = await attending(first, await somebody())
    const before = (await cardsToConfirm(city, second)).length
    await Promise.all([1, 2, 3].map(() => askForCard(city, attendance, 'passport')))
    expect(await cardsToConfirm(city, second)).toHaveLength(before + 1)
  })

  it('goes to nobody else: who was confirmed is who gets it', async () => {
    const [first, second] = [aClerk(), aClerk()]
    await askForCard(city, await attending(first, await somebody()), 'passport')
    for (const { requestId } of await cardsToConfirm(city, second)) await confirmCard(city, second, requestId)
    const somebodyElse = await attending(first, await somebody())
    expect(await handOverCard(city, somebodyElse)).toMatchObject({ because: 'second-person-missing' })
  })
})
