import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { answersOf, aResident, aUse, aVendor, by } from '../../../test/support/city.ts'
import { aClerk } from '../../../test/support/clerks.ts'
import { paperDesk } from '../../../test/support/paper-desk.ts'
import { proven } from '../../../test/support/proven.ts'
import { asOwner, createTestTenant } from '../../../test/support/tenant.ts'
import { giveConsent, refuseConsent } from '../../consent/index.ts'
import { stop } from '../../exchange/index.ts'
import { localDayOf } from '../../kernel/index.ts'
import { changeWish, noticesOf, toldByLetter, type Way } from '../../notices/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { confirmRequest, enterPaper, requestsOf } from '../index.ts'
import { agreeByPaper } from './agree-by-paper.ts'
import type { OpenRequest } from './requests.ts'

const city = await createTestTenant()
afterAll(() => city.close())
const use = await aUse(city, await aVendor(city))
const { attended, steps } = paperDesk(city, use)

const nothing = () => Promise.resolve()
const agreeing = (id: ResidentId) => giveConsent(city, proven(by(id)), steps())
const refusing = (id: ResidentId) => refuseConsent(city, by(id), steps())
const stopping = (id: ResidentId) => stop(city, by(id), { useId: null, items: null })

/** Of somebody who said this, by what they are told since two have confirmed their paper. */
async function confirmed(before: (id: ResidentId) => Promise<unknown>, way: Way) {
  const residentId = await aResident(city)
  await before(residentId)
  await changeWish(city, residentId, way)
  // All before is told, and as if it were printed.
  for (const told of ['notices', 'letters', 'mails'])
    await asOwner(city, `delete from notices.${told} where resident_id = '${residentId}'`)
  city.clock.advance(60_000)
  const since = city.clock.now()
  const attendance = { ...(await attended()), residentId }
  const paper = { ...steps(), paperHash: randomBytes(32), signedOn: localDayOf(since) }
  expect(await enterPaper(city, attendance, paper)).toEqual({ ok: true })
  const [request] = await requestsOf(city, attendance)
  expect(await confirmRequest(city, aClerk(), request!.requestId)).toEqual({ ok: true, done: 'agreement' })
  expect(await finishedAgain(residentId, request!), 'it is done once').toEqual({ ok: true })
  return { residentId, since }
}

/** As if two had pressed at once, and this one came second. */
async function finishedAgain(residentId: ResidentId, { requestId, detail }: OpenRequest) {
  if (detail.kind !== 'agreement') throw new Error('no paper')
  const two = { staffId: aClerk().staffId, secondStaffId: aClerk().staffId }
  return agreeByPaper(city, { residentId, requestId, two, programId: null }, detail)
}

/** All that leaves the house for them, and what their own page says. */
async function toldOf({ residentId, since }: { residentId: ResidentId; since: Date }) {
  const { shown } = await noticesOf(city, residentId, null)
  const waiting = async (what: string) =>
    (await city.database.query(`select from notices.${what} where resident_id = $1`, [residentId])).rowCount
  return {
    shown: shown.map(({ kind, vendorId, count, more }) => ({ kind, vendorId, count, more })),
    letter: await toldByLetter(city, residentId, since),
    letters: await waiting('letters'),
    mails: await waiting('mails'),
  }
}

describe('Of a paper that two have confirmed its resident is told', () => {
  const says = [
    ['has said nothing', nothing, true],
    ['allows it already', agreeing, true],
    ['has refused it', refusing, false],
    ['has stopped everything', stopping, false],
  ] as const

  it.each(says)('alike whether it counted or not, by letter, too: one who %s', async (_, before, allowed) => {
    const told = await confirmed(before, 'letter')
    expect(await toldOf(told)).toEqual({
      shown: [{ kind: 'paper-confirmed', vendorId: use.vendorId, count: null, more: 0 }],
      ...{ letter: ['paper-confirmed'], letters: 1, mails: 0 },
    })
    expect((await answersOf(city, told.residentId))['activity.steps'] === 'granted').toBe(allowed)
  })

  it.each(says)('by a mail that waits all the same: one who %s', async (_, before) => {
    expect(await toldOf(await confirmed(before, 'mail'))).toMatchObject({ letters: 0, mails: 1 })
  })
})
