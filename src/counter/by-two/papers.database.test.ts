import { createHash } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { aCardHolder } from '../../../test/support/cards.ts'
import { aUse, aVendor, by } from '../../../test/support/city.ts'
import { aClerk } from '../../../test/support/clerks.ts'
import { paperDesk } from '../../../test/support/paper-desk.ts'
import { proven } from '../../../test/support/proven.ts'
import { asOwner, createTestTenant } from '../../../test/support/tenant.ts'
import { giveConsent } from '../../consent/index.ts'
import { eraseEverything } from '../../erasure/index.ts'
import { stop } from '../../exchange/index.ts'
import { addDays, dayMs, localDayOf } from '../../kernel/index.ts'
import { leave } from '../../leaving/index.ts'
import { inTransaction, openPool } from '../../platform/database/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { endUse, type Use } from '../../review/index.ts'
import { saveVendor, type Vendor } from '../../vendors/index.ts'
import {
  agreeWithPin,
  confirmRequest,
  enterPaper,
  receivePaper,
  requestsOf,
  requestsToDecide,
  type Attendance,
  type RequestId,
} from '../index.ts'
import { claim, findToDecide } from './requests.ts'

const city = await createTestTenant()
afterAll(() => city.close())
const vendor = await aVendor(city)
const use = await aUse(city, vendor)
const { attended, given, steps } = paperDesk(city, use)

const hashOf = (paper: string) => createHash('sha256').update(paper).digest()
const today = () => localDayOf(city.clock.now())
const no = (because: string) => ({ ok: false, because })

/** A paper that one member of staff has entered; a moment passes. */
async function entered(attendance: Attendance, paper = 'a paper', of = use): Promise<RequestId> {
  const outcome = await enterPaper(city, attendance, {
    ...steps(of),
    paperHash: hashOf(paper),
    signedOn: today(),
  })
  if (!outcome.ok) throw new Error(outcome.because)
  city.clock.advance(60_000)
  return (await requestsOf(city, attendance))[0]!.requestId
}

/** As if the power had failed between the word of the two and the deed. */
async function brokenOff(requestId: RequestId): Promise<void> {
  const second = aClerk()
  const request = await findToDecide(city, second, requestId, new Date())
  expect(request && (await claim(city, request, second, new Date()))).toBe(true)
}

describe('A paper counts as things stand when the second one has seen it', () => {
  const otherUse = async () => {
    const company = await aVendor(city)
    return { company, itsUse: await aUse(city, company) }
  }
  const meanwhile = [
    ['not-taking-part', (id: ResidentId) => leave(city, { ...by(id), channel: 'counter' }, 'left')],
    [
      'terms-not-agreed',
      (id: ResidentId) => asOwner(city, `delete from residents.terms_answers where resident_id = '${id}'`),
    ],
  ] as const

  it.each(meanwhile)(
    '%s: nothing is allowed, before the second one’s word and after it',
    async (because, happen) => {
      for (const isClaimed of [false, true]) {
        const attendance = await attended()
        const { residentId } = attendance
        const requestId = await entered(attendance)
        if (isClaimed) await brokenOff(requestId)
        await happen(residentId)
        const before = await given(residentId)
        expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no(because))
        expect(await given(residentId)).toEqual(before)
        const [request] = await requestsOf(city, attendance)
        expect(request, 'it is taken for the word of two only where it can be').toMatchObject({
          outcome: isClaimed ? 'confirmed' : null,
        })
      }
    },
  )

  it('the company is suspended, its contract over, the use ended or new: nothing is allowed', async () => {
    const ways = [
      [
        'company-not-active',
        (company: Vendor) => saveVendor(city.database, { ...company, standing: 'suspended' }),
      ],
      [
        'company-not-active',
        (company: Vendor) => {
          const contractUntil = addDays(city.clock.now(), -1)
          return saveVendor(city.database, { ...company, contractUntil })
        },
      ],
      ['use-not-open', (_: Vendor, { useId }: Use) => endUse(city.database, useId)],
      ['use-changed', (company: Vendor, { useId }: Use) => aUse(city, company, { useId, version: 2 })],
    ] as const
    for (const [because, happen] of ways) {
      const { company, itsUse } = await otherUse()
      const attendance = await attended()
      const requestId = await entered(attendance, 'a paper', itsUse)
      await happen(company, itsUse)
      expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no(because))
      expect(await given(attendance.residentId)).toEqual({})
    }
  })

  it('everything is erased, or they have died: there is nothing left to confirm', async () => {
    const erased = await attended()
    const requestId = await entered(erased)
    await eraseEverything(city, by(erased.residentId))
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no('not-yours-to-decide'))
    const dead = await attended()
    const paper = await entered(dead)
    await leave(city, { ...by(dead.residentId), channel: 'counter' }, 'moved-away')
    expect(await confirmRequest(city, aClerk(), paper)).toEqual(no('not-taking-part'))
  })
})

describe('A paper that was broken off', () => {
  it('is finished once, in the name of the two, by whoever presses again', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    const requestId = await entered(attendance)
    await brokenOff(requestId)
    expect(await given(residentId)).toEqual({})
    expect(await confirmRequest(city, attendance, requestId)).toEqual(no('not-yours-to-decide'))
    expect(await requestsOf(city, attendance)).toMatchObject([{ outcome: 'confirmed', isUnfinished: true }])
    const third = aClerk()
    const both = await Promise.all([0, 1].map(() => confirmRequest(city, third, requestId)))
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThan(0)
    expect(await given(residentId)).toEqual({ 'activity.steps': 'granted' })
    const { rows } = await city.database.query(
      'select act_id, staff_id, second_staff_id from consent.acts where resident_id = $1',
      [residentId],
    )
    expect(rows).toEqual([
      {
        act_id: requestId,
        staff_id: attendance.staffId,
        second_staff_id: expect.not.stringMatching(third.staffId),
      },
    ])
    expect(await confirmRequest(city, third, requestId)).toEqual(no('not-yours-to-decide'))
  })

  it('brings nothing back that was stopped after it was done', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    const requestId = await entered(attendance)
    await confirmRequest(city, aClerk(), requestId)
    await stop(city, by(residentId), { useId: null, items: null })
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no('not-yours-to-decide'))
    expect(await given(residentId)).toEqual({ 'activity.steps': 'withdrawn' })
  })

  it('is the word of one where who asked is no more one of the counter', async () => {
    const attendance = await attended()
    const requestId = await entered(attendance)
    await asOwner(
      city,
      `update identity.staff set standing = 'ended' where staff_id = '${attendance.staffId}'`,
    )
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no('not-yours-to-decide'))
    expect(await given(attendance.residentId)).toEqual({})
  })
})

describe('A paper that has counted', () => {
  it('is no new yes after a stop, whoever brings it; a new one is', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    await confirmRequest(city, aClerk(), await entered(attendance))
    await stop(city, by(residentId), { useId: null, items: null })
    city.clock.advance(dayMs)
    const again = { ...steps(), paperHash: hashOf('a paper'), signedOn: today() }
    expect(await enterPaper(city, attendance, again)).toEqual(no('paper-counted'))
    await inTransaction(city.database, (client) =>
      receivePaper(city, client, { programId: 'city.ledger', holder: residentId }, again),
    )
    expect((await requestsOf(city, attendance)).filter(({ outcome }) => outcome === null)).toEqual([])
    expect(await confirmRequest(city, aClerk(), await entered(attendance, 'a new one'))).toMatchObject({
      ok: true,
    })
    expect(await given(residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it('counts for one of two answers that it was put down for', async () => {
    const attendance = await attended()
    await entered(attendance)
    await enterPaper(city, attendance, {
      ...{ ...steps(), items: ['body.weight'] },
      paperHash: hashOf('a paper'),
      signedOn: today(),
    })
    const both = await requestsOf(city, attendance)
    const answers = []
    for (const { requestId } of both) answers.push(await confirmRequest(city, aClerk(), requestId))
    expect(answers).toEqual([{ ok: true, done: 'agreement' }, no('paper-counted')])
    expect(Object.values(await given(attendance.residentId))).toEqual(['granted'])
  })

  it('is used up, too, where it was used up for nothing and an older service beside has let it count since', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    await confirmRequest(city, aClerk(), await entered(attendance, 'in an upgrade'))
    await asOwner(
      city,
      `insert into consent.spent_papers select resident_id, gen_random_uuid(), paper_hash, now() from consent.acts
        where resident_id = '${residentId}' and paper_hash is not null`,
    )
    const paper = { paperHash: hashOf('in an upgrade'), signedOn: today() }
    const again = { ...steps(), items: ['body.weight' as const], ...paper }
    expect(await enterPaper(city, attendance, again)).toEqual(no('paper-counted'))
  })

  it('does not tell who puts another down what the resident allows already', async () => {
    const attendance = await attended()
    const { residentId } = attendance
    await giveConsent(city, proven(by(residentId)), steps())
    expect(
      await enterPaper(city, attendance, { ...steps(), paperHash: hashOf('made up'), signedOn: today() }),
    ).toEqual({
      ok: true,
    })
  })

  it('says nothing else than was put down: what is in one row opens in no other', async () => {
    const attendance = await attended()
    const requestId = await entered(attendance)
    const other = {
      ...steps(),
      items: ['body.weight' as const],
      paperHash: hashOf('another paper'),
      signedOn: today(),
    }
    await enterPaper(city, attendance, other)
    await asOwner(
      city,
      `update counter.requests request set detail =
         (select detail from counter.requests other
           where other.resident_id = request.resident_id and other.request_id <> request.request_id)
        where request_id = '${requestId}'`,
    )
    await expect(confirmRequest(city, aClerk(), requestId)).rejects.toThrow()
    expect(await given(attendance.residentId)).toEqual({})
  })

  it('of one resident is none of another: what was put down opens in its own row alone', async () => {
    const [one, other] = [await attended(), await attended()]
    const requestId = await entered(one)
    await entered(other, 'another paper')
    await asOwner(
      city,
      `update counter.requests set detail =
         (select detail from counter.requests where resident_id = '${other.residentId}')
        where resident_id = '${one.residentId}'`,
    )
    await expect(confirmRequest(city, aClerk(), requestId)).rejects.toThrow()
    expect([await given(one.residentId), await given(other.residentId)]).toEqual([{}, {}])
  })
})

it('Who agrees, by PIN or paper, holds one connection and waits for no other', async () => {
  const narrow = openPool({ url: city.databases.data.personal, name: 'test-narrow', max: 1 })
  const small = { ...city, database: narrow }
  const many = await Promise.all(Array.from({ length: 3 }, attended))
  for (const attendance of many) {
    await enterPaper(small, attendance, { ...steps(), paperHash: hashOf('narrow'), signedOn: today() })
    const [request] = (await requestsToDecide(small, aClerk())).filter(
      ({ askedBy }) => askedBy === attendance.staffId,
    )
    expect(await confirmRequest(small, aClerk(), request!.requestId)).toMatchObject({ ok: true })
    const { residentId, card } = await aCardHolder(city)
    expect(await agreeWithPin(small, { ...attendance, residentId }, steps(), card.pin)).toMatchObject({
      ok: true,
    })
  }
  await narrow.end()
})
