import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCardHolder, wrongPin } from '../../test/support/cards.ts'
import { answersOf, aResident, aUse, aVendor } from '../../test/support/city.ts'
import { aClerk } from '../../test/support/clerks.ts'
import { aColleague } from '../../test/support/staff.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { actIdSchema, findReceipt, giveConsent, issueReceipt, PaperProof } from '../consent/index.ts'
import { stop } from '../exchange/index.ts'
import { inventedProof, issueCard, proveByPin, type PaperCard } from '../identity/index.ts'
import { leave } from '../leaving/index.ts'
import { noticesOf } from '../notices/index.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import type { ResidentId } from '../residents/index.ts'
import { localDayOf } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Use } from '../review/index.ts'
import {
  agreeWithPin,
  askSecond,
  confirmRequest,
  enterPaper,
  lookUpsOf,
  receivePaper,
  requestsOf,
  requestsToDecide,
  type Attendance,
} from './index.ts'

let city: TestTenant
let use: Use
beforeAll(async () => {
  city = await createTestTenant()
  use = await aUse(city, await aVendor(city))
})
afterAll(() => city.close())

const answer = (items = ['activity.steps'] as const) => ({
  ...{ useId: use.useId, versionShown: use.version },
  items: [...items],
})
const paperHash = createHash('sha256').update('a scan').digest()
const signedOn = localDayOf(new Date())
const given = (residentId: ResidentId) => answersOf(city, residentId)
const tomorrow = () => new Date(Date.now() + 24 * 60 * 60_000)
const no = { ok: false, because: 'not-yours-to-decide' }

async function attended(): Promise<{ attendance: Attendance; card: PaperCard }> {
  const { residentId, card } = await aCardHolder(city)
  const clerk = { ...aClerk(), staffId: await aColleague(city) }
  return { attendance: { ...clerk, residentId, reason: 'agree' }, card }
}

/** What is kept with the last act. */
async function keptOf(residentId: ResidentId) {
  const { rows } = await city.database.query(
    `select evidence, staff_id, second_staff_id, program_id, paper_hash, receipt_number, channel
       from consent.acts where resident_id = $1 order by happened_at desc limit 1`,
    [residentId],
  )
  return rows[0]
}

describe('A resident who types their PIN at the counter', () => {
  it('agrees at once; who attended stands with it, in their record, and they are told', async () => {
    const { attendance, card } = await attended()
    const { residentId, staffId } = attendance
    const agreed = await agreeWithPin(city, attendance, answer(), card.pin)
    expect(agreed).toMatchObject({ ok: true })
    expect(await given(residentId)).toEqual({ 'activity.steps': 'granted' })
    expect(await keptOf(residentId)).toMatchObject({ evidence: 'card', staff_id: staffId, paper_hash: null })
    const lookUps = await lookUpsOf(city, residentId, { before: null, limit: 10 })
    expect(lookUps).toMatchObject([{ did: 'agreed', reason: 'agree', staffId }])
    const kinds = (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)
    expect(kinds).toContain('consent-given')
  })

  it('does not with a wrong one; the fifth locks the card, and then the right one does not help', async () => {
    const { attendance, card } = await attended()
    for (let turn = 1; turn <= 5; turn += 1) {
      const wrong = await agreeWithPin(city, attendance, answer(), wrongPin(card, turn).pin)
      expect(wrong).toEqual({ ok: false, because: 'card-refused' })
    }
    expect(await agreeWithPin(city, attendance, answer(), card.pin)).toMatchObject({ ok: false })
    expect(await given(attendance.residentId)).toEqual({})
  })

  it('does not with the PIN of somebody else, nor without a card', async () => {
    const [{ attendance }, other] = [await attended(), await attended()]
    expect(await agreeWithPin(city, attendance, answer(), other.card.pin)).toMatchObject({ ok: false })
    const cardless = { ...attendance, residentId: await aResident(city) }
    expect(await agreeWithPin(city, cardless, answer(), other.card.pin)).toMatchObject({ ok: false })
    expect([await given(attendance.residentId), await given(cardless.residentId)]).toEqual([{}, {}])
  })

  it('does not once the card has ended in between', async () => {
    const { attendance, card } = await attended()
    const { residentId } = attendance
    const proven = await proveByPin(city, residentId, card.pin)
    if (!proven.ok) throw new Error(proven.because)
    await issueCard(city, residentId)
    const by = { residentId, sessionHash: null, channel: 'counter', proof: proven.proof } as const
    expect(await giveConsent(city, by, answer())).toEqual({ ok: false, because: 'proof-over' })
    expect(await given(residentId)).toEqual({})
  })
})

describe('A signed paper', () => {
  it('allows nothing until another member of staff has seen it; then both stand with it, and its hash', async () => {
    const { attendance } = await attended()
    const { residentId, staffId } = attendance
    expect(
      await enterPaper(city, attendance, { ...answer(), paperHash, signedOn: localDayOf(city.clock.now()) }),
    ).toEqual({ ok: true })
    expect(await given(residentId)).toEqual({})
    const [request] = await requestsOf(city, attendance)
    const second = aClerk()
    expect(await confirmRequest(city, attendance, request!.requestId)).toEqual(no)
    expect(await confirmRequest(city, second, request!.requestId, tomorrow())).toEqual(no)
    expect(await given(residentId)).toEqual({})
    expect(await confirmRequest(city, second, request!.requestId)).toMatchObject({ ok: true })
    expect(await given(residentId)).toEqual({ 'activity.steps': 'granted' })
    const kept = await keptOf(residentId)
    expect(kept).toMatchObject({ evidence: 'paper', staff_id: staffId, second_staff_id: second.staffId })
    expect(kept.paper_hash, 'under the resident’s own key').not.toEqual(paperHash)
    expect(kept.paper_hash).toHaveLength(32)
    expect(await confirmRequest(city, aClerk(), request!.requestId), 'once').toEqual(no)
  })

  it('is named on the receipt, and the records behind it hold', async () => {
    const { attendance } = await attended()
    await enterPaper(city, attendance, { ...answer(), paperHash, signedOn: localDayOf(city.clock.now()) })
    await confirmRequest(city, aClerk(), (await requestsOf(city, attendance))[0]!.requestId)
    const { receipt_number: number } = await keptOf(attendance.residentId)
    expect(await findReceipt(city, attendance.residentId, number)).toMatchObject({
      act: { evidence: 'paper', channel: 'counter' },
    })
    await logEverything(city)
    const issued = await issueReceipt(city, attendance.residentId, number)
    expect(JSON.stringify(issued)).toContain('"azukari:evidence":"paper"')
  })

  it('for terms that have changed, for nothing, or for sensitive items among others is not put down', async () => {
    const { attendance } = await attended()
    const wrong = [
      [{ ...answer(), versionShown: 2 }, 'use-changed'],
      [{ ...answer(), items: [] }, 'nothing-chosen'],
      [{ ...answer(), items: ['heart.rate' as const] }, 'item-not-in-use'],
    ] as const
    for (const [asked, because] of wrong)
      expect(
        await enterPaper(city, attendance, { ...asked, paperHash, signedOn: localDayOf(city.clock.now()) }),
      ).toEqual({ ok: false, because })
    expect(await requestsOf(city, attendance)).toEqual([])
  })

  it('is no proof of somebody else, nor with half of it', async () => {
    const [one, other] = [await aResident(city), await aResident(city)]
    const by = { residentId: one, sessionHash: null, channel: 'counter' } as const
    const two = { staffId: randomUUID(), secondStaffId: randomUUID(), programId: null }
    const halves = [
      new PaperProof(other, { ...two, paperHash, signedOn }),
      new PaperProof(one, { ...two, paperHash: Buffer.alloc(0), signedOn }),
      new PaperProof(one, { ...two, paperHash: paperHash.subarray(1), signedOn }),
      new PaperProof(one, { ...two, secondStaffId: two.staffId, paperHash, signedOn }),
    ]
    for (const proof of halves) await expect(giveConsent(city, { ...by, proof }, answer())).rejects.toThrow()
    expect(await given(one)).toEqual({})
  })
})

describe('A paper that a program brings', () => {
  const bring = (holder: ResidentId | undefined, { useId } = use) =>
    inTransaction(city.database, (client) =>
      receivePaper(
        city,
        client,
        { programId: 'city.ledger', holder },
        { ...answer(), useId, paperHash, signedOn: localDayOf(city.clock.now()) },
      ),
    )

  it('needs two of the staff after that, and the first one to take it up is none of them twice', async () => {
    const { attendance } = await attended()
    const { residentId } = attendance
    expect(await bring(residentId)).toEqual({ ok: true })
    expect(await bring(residentId), 'again is the same').toEqual({ ok: true })
    expect(await requestsOf(city, attendance)).toHaveLength(1)
    const [first, second] = [{ ...aClerk(), staffId: await aColleague(city) }, aClerk()]
    const [waiting] = (await requestsToDecide(city, first)).filter(({ programId }) => programId !== null)
    expect(waiting).toMatchObject({ askedBy: null, programId: 'city.ledger' })
    const { requestId } = waiting!
    expect(await confirmRequest(city, first, requestId)).toMatchObject({ ok: true })
    expect(await given(residentId)).toEqual({})
    expect(await confirmRequest(city, first, requestId)).toEqual(no)
    expect(await confirmRequest(city, second, requestId, tomorrow())).toEqual(no)
    expect(await given(residentId)).toEqual({})
    expect(await confirmRequest(city, second, requestId)).toMatchObject({ ok: true })
    expect(await given(residentId)).toEqual({ 'activity.steps': 'granted' })
    expect(await keptOf(residentId)).toMatchObject({
      ...{ evidence: 'paper', program_id: 'city.ledger', staff_id: first.staffId },
      second_staff_id: second.staffId,
    })
  })

  it('waits a week for the first of the two, and from then on a day for the second', async () => {
    const [early, late] = [(await attended()).attendance, (await attended()).attendance]
    const [first, second] = [{ ...aClerk(), staffId: await aColleague(city) }, aClerk()]
    for (const [{ residentId }, days] of [
      [early, 6],
      [late, 7],
    ] as const) {
      await bring(residentId)
      await asOwner(
        city,
        `update counter.requests set asked_at = asked_at - interval '${String(days)} days'
          where resident_id = '${residentId}'`,
      )
    }
    const [[waiting], [over]] = [await requestsOf(city, early), await requestsOf(city, late)]
    expect(await confirmRequest(city, first, over!.requestId)).toEqual(no)
    expect(await confirmRequest(city, first, waiting!.requestId)).toMatchObject({ ok: true })
    const mine = expect.objectContaining({ requestId: waiting!.requestId })
    expect(await requestsToDecide(city, second)).toContainEqual(mine)
    expect(await confirmRequest(city, second, waiting!.requestId)).toMatchObject({ ok: true })
  })

  it('says nothing of whose it is: of nobody, and of who has left, it is taken alike and waits nowhere', async () => {
    const { attendance } = await attended()
    const { residentId } = attendance
    await leave(city, { residentId, sessionHash: null, channel: 'counter' }, 'left')
    expect([await bring(undefined), await bring(residentId)]).toEqual([{ ok: true }, { ok: true }])
    expect(await requestsOf(city, attendance)).toEqual([])
  })

  it('waits behind what the staff have asked for, however much of it there is', async () => {
    const asking = await attended()
    for (let heap = 0; heap < 51; heap += 1) await bring((await attended()).attendance.residentId)
    await enterPaper(city, asking.attendance, {
      ...answer(),
      paperHash,
      signedOn: localDayOf(city.clock.now()),
    })
    const [first] = await requestsToDecide(city, aClerk())
    expect(first).toMatchObject({ askedBy: asking.attendance.staffId, programId: null })
  })

  it('keeps no member of staff from what they ask for, however many of them wait', async () => {
    const { attendance } = await attended()
    const { residentId } = attendance
    const vendor = await aVendor(city)
    const uses = [use, ...(await Promise.all(Array.from({ length: 20 }, () => aUse(city, vendor))))]
    for (const each of uses) await bring(residentId, each)
    expect(await requestsOf(city, attendance)).toHaveLength(20)
    const day = localDayOf(city.clock.now())
    expect(await enterPaper(city, attendance, { ...answer(), paperHash, signedOn: day })).toEqual({
      ok: true,
    })
    const death = { kind: 'died', reporter: 'relative', document: 'death-certificate', day } as const
    expect(await askSecond(city, attendance, death)).toEqual({ ok: true })
    expect((await requestsOf(city, attendance)).slice(0, 2).map(({ kind }) => kind)).toEqual([
      'died',
      'agreement',
    ])
  })
})

it('What is given under one number is given once, whatever has happened since', async () => {
  const { residentId } = (await attended()).attendance
  const two = { staffId: randomUUID(), secondStaffId: randomUUID(), programId: null }
  const proof = new PaperProof(residentId, { ...two, paperHash, signedOn })
  const by = { residentId, sessionHash: null, channel: 'counter', proof } as const
  const actId = actIdSchema.parse(randomUUID())
  const first = await giveConsent(city, by, answer(), actId)
  expect(first).toMatchObject({ ok: true, actId })
  await stop(city, by, { useId: null, items: null })
  expect(await giveConsent(city, by, answer(), actId)).toEqual(first)
  expect(await given(residentId)).toEqual({ 'activity.steps': 'withdrawn' })
})

describe('A consent that was made up', () => {
  it('is taken in the demo, and never where people live', async () => {
    const residentId = await aResident(city)
    const by = { residentId, sessionHash: null, channel: 'demo-seed' } as const
    const made = { ...by, proof: inventedProof('agree', residentId) }
    for (const earnest of [
      { ...city, demo: false },
      { ...city, demo: undefined },
    ])
      await expect(giveConsent(earnest, made, answer())).rejects.toThrow('nobody agrees by that')
    expect(await given(residentId)).toEqual({})
    expect(await giveConsent(city, made, answer())).toMatchObject({ ok: true })
  })
})
