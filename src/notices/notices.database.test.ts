import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCardHolder } from '../../test/support/cards.ts'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { undoWithdrawal, withdrawConsent } from '../consent/index.ts'
import { searchResident } from '../counter/index.ts'
import { eraseEverything } from '../erasure/index.ts'
import {
  endCard,
  endOtherSessions,
  endOwnSession,
  sessionsOf,
  startSession,
  type StaffId,
} from '../identity/index.ts'
import { newId, type LocalDay } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import { countUnread, leaveNotice, markRead, noticesOf, type NoticeKind } from './index.ts'
import { mostADay } from './rules.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const told = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.map(({ kind, vendorId, count }) => ({
    kind,
    vendorId,
    count,
  }))
const kindsTold = async (residentId: ResidentId) => (await told(residentId)).map(({ kind }) => kind)
const tell = (residentId: ResidentId, kind: NoticeKind, now = city.clock.now()) =>
  inTransaction(city.database, (client) => leaveNotice(client, residentId, { kind }, now))

describe('A resident is told', () => {
  it('of a card that was made, and of one that was ended', async () => {
    const { residentId } = await aCardHolder(city)
    expect(await kindsTold(residentId)).toEqual(['card-issued'])
    city.clock.advance(1_000)
    await endCard(city, residentId)
    expect(await kindsTold(residentId)).toEqual(['card-ended', 'card-issued'])
  })

  it('of nothing where there was no card to end', async () => {
    const residentId = await aResident(city)
    await endCard(city, residentId)
    expect(await told(residentId)).toEqual([])
  })

  it('of sign-ins that another screen has ended, and how many', async () => {
    const residentId = await aResident(city)
    for (let count = 0; count < 4; count += 1) await startSession(city, residentId, 'card')
    const [first, second] = await sessionsOf(city, residentId)
    await endOwnSession(city, residentId, first!.sessionHash)
    expect(await told(residentId)).toEqual([{ kind: 'sessions-ended', vendorId: null, count: 1 }])
    city.clock.advance(1_000)
    await endOtherSessions(city, { residentId, sessionHash: second!.sessionHash })
    expect((await told(residentId))[0]).toMatchObject({ kind: 'sessions-ended', count: 2 })
    await endOtherSessions(city, { residentId, sessionHash: second!.sessionHash })
    await endOwnSession(city, residentId, randomBytes(32))
    expect(await told(residentId)).toHaveLength(2)
  })

  it('of a consent and its stop, by which company, whoever did it, and of a stop that was undone', async () => {
    const residentId = await aResident(city)
    const { vendorId } = await aVendor(city)
    const use = await aUse(city, await aVendor(city))
    await agree(city, residentId, use)
    expect(await told(residentId)).toEqual([{ kind: 'consent-given', vendorId: use.vendorId, count: null }])
    city.clock.advance(1_000)
    const session = { ...by(residentId), sessionHash: randomBytes(32) }
    const stopped = await withdrawConsent(city, session, { useId: null, items: null })
    expect((await told(residentId))[0]).toEqual({
      kind: 'consent-withdrawn',
      vendorId: use.vendorId,
      count: 1,
    })
    city.clock.advance(1_000)
    if (!stopped.ok) throw new Error(stopped.because)
    await undoWithdrawal(city, session, stopped.actId)
    expect((await told(residentId))[0]).toMatchObject({ kind: 'consent-given', vendorId: use.vendorId })
    expect(vendorId).not.toBe(use.vendorId)
  })

  it('of a stop of several companies without naming one of them', async () => {
    const residentId = await aResident(city)
    for (const vendor of [await aVendor(city), await aVendor(city)])
      await agree(city, residentId, await aUse(city, vendor))
    city.clock.advance(1_000)
    await withdrawConsent(city, by(residentId), { useId: null, items: null })
    expect((await told(residentId))[0]).toEqual({ kind: 'consent-withdrawn', vendorId: null, count: 2 })
  })

  it('of data that was deposited', async () => {
    const residentId = await aResident(city)
    await deposit(city, residentId, stepsFile({ '2026-11-03': 77 }))
    expect(await told(residentId)).toEqual([{ kind: 'data-deposited', vendorId: null, count: 1 }])
  })

  it('that staff looked them up, and not that somebody else was', async () => {
    const someone = { kana: 'キタ サブロウ', birthDate: '1950-01-02' as LocalDay }
    const residentId = await enrolResident(city, { ...someone, name: '北 三郎' })
    const other = await aResident(city)
    const clerk = { staffId: newId<StaffId>(), sessionHash: randomBytes(32) }
    await searchResident(city, clerk, { said: someone, reason: 'question' })
    expect(await kindsTold(residentId)).toEqual(['looked-up'])
    expect(await told(other)).toEqual([])
  })

  it('of nothing that was rolled back', async () => {
    const residentId = await aResident(city)
    const failing = inTransaction(city.database, async (client) => {
      await leaveNotice(client, residentId, { kind: 'looked-up' }, city.clock.now())
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect(await told(residentId)).toEqual([])
  })

  it('of nothing any more, once everything is erased', async () => {
    const { residentId } = await aCardHolder(city)
    await eraseEverything(city, by(residentId))
    expect(await told(residentId)).toEqual([])
  })
})

describe('Who tries to bury a notice', () => {
  it('is counted on the last of its kind, which is to be read again; other kinds stand by themselves', async () => {
    const residentId = await aResident(city)
    for (let count = 0; count < mostADay; count += 1) {
      await tell(residentId, 'looked-up')
      city.clock.advance(1_000)
    }
    await markRead(city, residentId, (await noticesOf(city, residentId, null)).shown[0]!.noticeId)
    await tell(residentId, 'looked-up')
    await tell(residentId, 'looked-up')
    const { shown } = await noticesOf(city, residentId, null)
    expect(shown).toHaveLength(mostADay)
    expect(shown[0]).toMatchObject({ more: 2, isRead: false })
    expect(shown.slice(1).every(({ more, isRead }) => more === 0 && isRead)).toBe(true)
    await tell(residentId, 'card-ended')
    expect(await countUnread(city, residentId)).toBe(2)
  })

  it('may tell again the day after', async () => {
    const residentId = await aResident(city)
    for (let count = 0; count <= mostADay; count += 1) await tell(residentId, 'looked-up')
    city.clock.advance(24 * 60 * 60_000)
    await tell(residentId, 'looked-up')
    expect((await noticesOf(city, residentId, null)).shown[0]).toMatchObject({ more: 0 })
  })
})

describe('What was told', () => {
  it('comes page by page, each once, though all were told in one moment', async () => {
    const residentId = await aResident(city)
    const kinds = ['looked-up', 'card-ended', 'card-issued'] as const
    for (const kind of kinds) for (let count = 0; count < 15; count += 1) await tell(residentId, kind)
    const first = await noticesOf(city, residentId, null)
    const second = await noticesOf(city, residentId, first.olderThan)
    const third = await noticesOf(city, residentId, second.olderThan)
    const pages = [first, second, third].map(({ shown }) => shown.length)
    expect([...pages, third.olderThan]).toEqual([20, 20, 5, null])
    const all = [first, second, third].flatMap(({ shown }) => shown.map(({ noticeId }) => noticeId))
    expect(new Set(all).size).toBe(45)
  })

  it('is read up to what was on the page: what came meanwhile is not', async () => {
    const residentId = await aResident(city)
    await tell(residentId, 'looked-up')
    const { shown } = await noticesOf(city, residentId, null)
    city.clock.advance(1_000)
    await tell(residentId, 'card-ended')
    await markRead(city, residentId, shown[0]!.noticeId)
    expect(await countUnread(city, residentId)).toBe(1)
  })

  it('is nobody else’s to read', async () => {
    const [one, other] = [await aResident(city), await aResident(city)]
    await tell(other, 'looked-up')
    city.clock.advance(1_000)
    await tell(one, 'looked-up')
    const [theirs] = (await noticesOf(city, one, null)).shown
    await markRead(city, other, theirs!.noticeId)
    expect(await countUnread(city, one)).toBe(1)
    expect(await countUnread(city, other)).toBe(1)
    expect((await noticesOf(city, other, theirs!.noticeId)).shown).toEqual([])
  })
})
