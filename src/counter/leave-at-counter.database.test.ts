import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor, toldOf, standingOf } from '../../test/support/city.ts'
import { aColleague } from '../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { checkIdentity, leaveAtCounter, lookUpsOf, stopAtCounter, type Attendance } from './index.ts'

let city: TestTenant
let use: Use
beforeAll(async () => {
  city = await createTestTenant()
  use = await aUse(city, await aVendor(city))
})
afterAll(() => city.close())

async function attended(): Promise<Attendance> {
  const residentId = await aResident(city)
  await agree(city, residentId, use)
  return { staffId: await aColleague(city), sessionHash: randomBytes(32), residentId, reason: 'leave' }
}

const given = async (residentId: ResidentId) => Object.values(await answersOf(city, residentId))
const deedsOf = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 50 })).map(({ did }) => did).toSorted()

describe('Leaving at the counter', () => {
  it.each([
    ['left', 'leaving'],
    ['moved-away', 'moved-away'],
  ] as const)(
    '%s: everything stops, it is in the record, and the resident is told',
    async (what, standing) => {
      const attendance = await attended()
      const { residentId } = attendance
      await checkIdentity(city, attendance, 'passport')
      expect(await leaveAtCounter(city, attendance, what)).toMatchObject({ ok: true, change: { standing } })
      expect(await given(residentId)).not.toContain('granted')
      expect(await deedsOf(residentId)).toEqual(['identity-checked', 'left'])
      expect(await toldOf(city, residentId)).toContain('left')
      expect(await leaveAtCounter(city, attendance, what)).toMatchObject({ because: 'not-as-you-stand' })
      expect(await leaveAtCounter(city, attendance, 'came-back')).toMatchObject({ ok: true })
      expect(await given(residentId)).not.toContain('granted')
      expect(await deedsOf(residentId)).toEqual(['came-back', 'identity-checked', 'left'])
    },
  )

  it.each(['left', 'moved-away'] as const)(
    '%s: not of whom this clerk has not just seen to be them',
    async (what) => {
      const attendance = await attended()
      const { residentId } = attendance
      const no = { ok: false, because: 'not-shown-who' }
      expect(await leaveAtCounter(city, attendance, what)).toEqual(no)
      await checkIdentity(city, { ...attendance, staffId: await aColleague(city) }, 'passport')
      expect(await leaveAtCounter(city, attendance, what)).toEqual(no)
      await checkIdentity(city, { ...attendance, residentId: (await attended()).residentId }, 'passport')
      expect(await leaveAtCounter(city, attendance, what)).toEqual(no)
      await checkIdentity(city, attendance, 'passport')
      city.clock.advance(60 * 60_000)
      expect(await leaveAtCounter(city, attendance, what)).toEqual(no)
      expect(await standingOf(city, residentId)).toBe('active')
      expect(await given(residentId)).toContain('granted')
      await checkIdentity(city, attendance, 'passport')
      expect(await leaveAtCounter(city, attendance, what)).toMatchObject({ ok: true })
      city.clock.advance(60 * 60_000)
      expect(await leaveAtCounter(city, attendance, 'came-back')).toEqual(no)
    },
  )

  it('stopping asks for no document', async () => {
    const attendance = await attended()
    expect(await stopAtCounter(city, attendance)).toMatchObject({ ok: true })
    expect(await given(attendance.residentId)).not.toContain('granted')
  })
})
