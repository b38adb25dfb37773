import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { aResident, aUse, aVendor, by } from '../../../test/support/city.ts'
import { aClerk } from '../../../test/support/clerks.ts'
import { paperDesk } from '../../../test/support/paper-desk.ts'
import { aColleague } from '../../../test/support/staff.ts'
import { createTestTenant } from '../../../test/support/tenant.ts'
import { logEverything } from '../../../test/support/whole-log.ts'
import { actsOf, issueReceipt, refuseConsent } from '../../consent/index.ts'
import { stop } from '../../exchange/index.ts'
import { dayMs, localDayOf, newId } from '../../kernel/index.ts'
import { comeBack, leave, merge, recordDeath, recordDeathInError } from '../../leaving/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { LifeEventId, ResidentId } from '../../residents/index.ts'
import {
  confirmRequest,
  enterPaper,
  receivePaper,
  requestsOf,
  type Attendance,
  type RequestId,
} from '../index.ts'

const city = await createTestTenant()
afterAll(() => city.close())
const use = await aUse(city, await aVendor(city))
const { attended, given, steps } = paperDesk(city, use)

const today = () => localDayOf(city.clock.now())

/** A paper that one member of staff has entered; a moment passes. */
async function entered(
  attendance: Attendance,
  { paper = 'a paper', signedOn = today() } = {},
): Promise<RequestId> {
  const paperHash = createHash('sha256').update(paper).digest()
  expect(await enterPaper(city, attendance, { ...steps(), paperHash, signedOn })).toEqual({ ok: true })
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
    city.clock.advance(dayMs)
    expect(await confirmRequest(city, aClerk(), requestId), 'who confirms learns nothing').toEqual({
      ok: true,
      done: 'agreement',
    })
    expect(await given(residentId)).not.toMatchObject({ 'activity.steps': 'granted' })
    const anew = await entered(attendance, { paper: 'signed after it' })
    expect(await confirmRequest(city, aClerk(), anew)).toMatchObject({ ok: true })
    expect(await given(residentId)).toMatchObject({ 'activity.steps': 'granted' })
  })
})

describe('A paper of Monday, stopped on Tuesday', () => {
  const stopped = async () => {
    const attendance = await attended()
    const monday = today()
    await confirmRequest(city, aClerk(), await entered(attendance))
    city.clock.advance(dayMs)
    await stop(city, by(attendance.residentId), { useId: null, items: null })
    city.clock.advance(3 * dayMs)
    return { attendance, monday }
  }
  const nobodyElse = { 'activity.steps': 'withdrawn' }

  it('is no new yes on Friday, though a new scan of it is another file', async () => {
    const { attendance, monday } = await stopped()
    const again = { ...steps(), paperHash: randomBytes(32), signedOn: monday }
    await enterPaper(city, attendance, again)
    for (const { requestId } of await requestsOf(city, attendance))
      await confirmRequest(city, aClerk(), requestId)
    expect(await given(attendance.residentId)).toEqual(nobodyElse)
  })

  it('is none either where a program brings it', async () => {
    const { attendance, monday } = await stopped()
    const holder = attendance.residentId
    const again = { ...steps(), paperHash: randomBytes(32), signedOn: monday }
    await inTransaction(city.database, (client) =>
      receivePaper(city, client, { programId: 'city.ledger', holder }, again),
    )
    for (const { requestId } of await requestsOf(city, attendance))
      for (let two = 0; two < 2; two += 1)
        await confirmRequest(city, { ...aClerk(), staffId: await aColleague(city) }, requestId)
    expect(await given(holder)).toEqual(nobodyElse)
  })

  it('is one where the day of signing is kept with it, on the receipt and in the log', async () => {
    const attendance = await attended()
    const signedOn = localDayOf(city.clock.now().getTime() - 3 * dayMs)
    await confirmRequest(city, aClerk(), await entered(attendance, { signedOn }))
    const [act] = await actsOf(city, attendance.residentId, { before: null, limit: 1 })
    expect(act).toMatchObject({ evidence: 'paper', signedOn })
    await logEverything(city)
    const issued = await issueReceipt(city, attendance.residentId, act!.receiptNumber)
    const receipt = JSON.stringify(issued)
    expect(receipt).toContain(`"azukari:signedOn":"${signedOn}"`)
    expect(receipt).toContain(`"signedOn":"${signedOn}"`)
  })

  it.each([1, -15])('signed %s days from now is not taken, by whomever it is brought', async (days) => {
    const attendance = await attended()
    const signedOn = localDayOf(city.clock.now().getTime() + days * dayMs)
    const paper = { ...steps(), paperHash: randomBytes(32), signedOn }
    const no = { ok: false, because: 'not-signed-lately' }
    expect(await enterPaper(city, attendance, paper)).toEqual(no)
    for (const holder of [attendance.residentId, undefined])
      expect(
        await inTransaction(city.database, (client) =>
          receivePaper(city, client, { programId: 'city.ledger', holder }, paper),
        ),
      ).toEqual(no)
    expect(await requestsOf(city, attendance)).toEqual([])
  })
})
