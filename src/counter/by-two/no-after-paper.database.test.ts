import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersOf, aResident, aUse, aVendor } from '../../../test/support/city.ts'
import { aColleague } from '../../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { refuseConsent } from '../../consent/index.ts'
import { stop } from '../../exchange/index.ts'
import type { StaffId } from '../../identity/index.ts'
import { newId } from '../../kernel/index.ts'
import { comeBack, leave, merge, recordDeath, recordDeathInError } from '../../leaving/index.ts'
import type { LifeEventId, ResidentId } from '../../residents/index.ts'
import type { Use } from '../../review/index.ts'
import {
  confirmRequest,
  enterPaper,
  requestsOf,
  takeBackRequest,
  type Attendance,
  type Clerk,
  type RequestId,
} from '../index.ts'

let city: TestTenant
let use: Use
beforeAll(async () => {
  city = await createTestTenant()
  use = await aUse(city, await aVendor(city))
})
afterAll(() => city.close())

const aClerk = (): Clerk => ({ staffId: randomUUID() as string as StaffId, sessionHash: randomBytes(32) })
const steps = () => ({
  ...{ useId: use.useId, versionShown: use.version },
  items: ['activity.steps' as const],
})
const by = (residentId: ResidentId) => ({ residentId, sessionHash: randomBytes(32), channel: 'web' as const })
const given = (residentId: ResidentId) => answersOf(city, residentId)

async function attended(): Promise<Attendance> {
  const residentId = await aResident(city)
  return { ...aClerk(), staffId: await aColleague(city), residentId, reason: 'agree' }
}

/** A paper that one member of staff has entered; a moment passes. */
async function entered(attendance: Attendance, paper = 'a paper'): Promise<RequestId> {
  const paperHash = createHash('sha256').update(paper).digest()
  expect(await enterPaper(city, attendance, { ...steps(), paperHash })).toEqual({ ok: true })
  city.clock.advance(60_000)
  return (await requestsOf(city, attendance))[0]!.requestId
}

describe('A paper is stopped by every no since, also by one who allowed nothing', () => {
  const everything = { useId: null, items: null }
  const two = () => ({ staffId: randomUUID(), secondStaffId: randomUUID() })
  const atCounter = (id: ResidentId) => ({ ...by(id), channel: 'counter' as const })
  const noes = [
    ['who stops everything', (id: ResidentId) => stop(city, by(id), everything)],
    ['who stops one use', (id: ResidentId) => stop(city, by(id), { useId: use.useId, items: null })],
    [
      'who stops a company',
      (id: ResidentId) => stop(city, by(id), { ...everything, amongUses: [use.useId] }),
    ],
    [
      'who refuses something else',
      (id: ResidentId) => refuseConsent(city, by(id), { ...steps(), items: ['body.weight'] }),
    ],
    [
      'who leaves and comes back',
      async (id: ResidentId) => {
        await leave(city, atCounter(id), 'left')
        await comeBack(city, atCounter(id))
      },
    ],
    [
      'of whom a death was recorded by mistake',
      async (id: ResidentId) => {
        await recordDeath(city, atCounter(id), { ...two(), document: 'death-certificate' })
        await recordDeathInError(city, atCounter(id), two())
      },
    ],
    [
      'whose other entry had stopped',
      async (remaining: ResidentId) => {
        const duplicate = await aResident(city)
        await stop(city, by(duplicate), everything)
        const nothing = () => Promise.resolve()
        const eventId = newId<LifeEventId>()
        await merge(city, { remaining, duplicate }, two(), { eventId, besides: nothing })
      },
    ],
  ] as const
  it.each(noes)('of one %s', async (_, sayNo) => {
    const attendance = await attended()
    const { residentId } = attendance
    const requestId = await entered(attendance)
    await sayNo(residentId)
    city.clock.advance(60_000)
    expect(await confirmRequest(city, aClerk(), requestId)).toMatchObject({ ok: false })
    expect(await given(residentId)).not.toMatchObject({ 'activity.steps': 'granted' })
    await takeBackRequest(city, attendance, requestId)
    expect(await confirmRequest(city, aClerk(), await entered(attendance, 'signed after it'))).toEqual({
      ok: true,
    })
    expect(await given(residentId)).toMatchObject({ 'activity.steps': 'granted' })
  })
})
