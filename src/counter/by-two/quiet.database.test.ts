import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { aUse, aVendor, by } from '../../../test/support/city.ts'
import { aClerk } from '../../../test/support/clerks.ts'
import { paperDesk } from '../../../test/support/paper-desk.ts'
import { proven } from '../../../test/support/proven.ts'
import { asOwner, createTestTenant } from '../../../test/support/tenant.ts'
import { consentRefusals, giveConsent, refuseConsent } from '../../consent/index.ts'
import { stop } from '../../exchange/index.ts'
import { dayMs, localDayOf } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import {
  confirmRequest,
  enterPaper,
  lookAtRequest,
  lookUpsOf,
  receivePaper,
  refuseRequest,
  requestsOf,
  requestsToDecide,
  type Attendance,
  type Clerk,
  type OnPaper,
  type RequestId,
} from '../index.ts'
import { quietOfPapers } from './agree-by-paper.ts'
import { claim, findToDecide } from './requests.ts'

const city = await createTestTenant()
afterAll(() => city.close())
const use = await aUse(city, await aVendor(city))
const { attended, given, steps } = paperDesk(city, use)

const no = (because: string) => ({ ok: false, because })
const weight = (): Pick<OnPaper, 'items'> => ({ items: ['body.weight'] })
const aPaper = (): OnPaper => ({
  ...{ ...steps(), paperHash: randomBytes(32) },
  signedOn: localDayOf(city.clock.now()),
})

const bring = (holder: ResidentId, paper: OnPaper) =>
  inTransaction(city.database, (client) =>
    receivePaper(city, client, { programId: 'city.ledger', holder }, paper),
  )
const newest = async (attendance: Attendance) => (await requestsOf(city, attendance))[0]!.requestId
/** What their record says was done, the newest first. */
const recordOf = async ({ residentId }: Attendance) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 50 })).map(({ did }) => did)

/** Without what is another one each time: numbers, hashes, times. */
function alike(said: unknown): string {
  return JSON.stringify(said, (key, value: unknown) =>
    ['requestId', 'residentId', 'askedBy', 'decidedBy', 'askedAt', 'paperHash'].includes(key) ? '…' : value,
  )
}

const nothing = () => Promise.resolve()
const agreeing = async (id: ResidentId) =>
  expect(await giveConsent(city, proven(by(id)), steps())).toMatchObject({ ok: true })
const refusing = (id: ResidentId) => refuseConsent(city, by(id), steps())
const stopping = (id: ResidentId) => stop(city, by(id), { useId: null, items: null })
const both = async (id: ResidentId) => {
  await agreeing(id)
  await stopping(id)
}

/** What the resident said, and what their record says of the paper. */
const states = [
  // before the paper | between paper and second one | what the record says
  ['has said nothing', nothing, nothing, undefined],
  ['allows it already', agreeing, nothing, 'paper-agreed-already'],
  ['agrees meanwhile', nothing, agreeing, 'paper-agreed-already'],
  ['has refused it that day', refusing, nothing, 'paper-answered-since'],
  ['refuses it meanwhile', nothing, refusing, 'paper-answered-since'],
  ['has stopped everything that day', stopping, nothing, 'paper-answered-since'],
  ['stops everything meanwhile', nothing, stopping, 'paper-answered-since'],
  ['had allowed it and stopped it that day', both, nothing, 'paper-answered-since'],
  ['allows it and then stops it meanwhile', agreeing, stopping, 'paper-answered-since'],
] as const

type Said = (id: ResidentId) => Promise<unknown>
interface Ask {
  attendance: Attendance
  paper: OnPaper
  meanwhile: Said
}

/** All that two clerks and a program hear of one paper, from putting it down to trying it once more. */
async function heardByClerks({ attendance, paper, meanwhile }: Ask) {
  const second = aClerk()
  const heard: unknown[] = [await enterPaper(city, attendance, paper)]
  heard.push(await requestsOf(city, attendance))
  heard.push(await enterPaper(city, attendance, paper), 'while it waits')
  await meanwhile(attendance.residentId)
  return [...heard, ...(await heardBySecond(attendance, second, paper))]
}

async function heardBySecond(attendance: Attendance, second: Clerk, paper: OnPaper) {
  const requestId = await newest(attendance)
  const heard: unknown[] = []
  const waiting = await requestsToDecide(city, second)
  heard.push(waiting.find((one) => one.requestId === requestId))
  heard.push(await confirmRequest(city, second, requestId))
  heard.push(await requestsOf(city, attendance))
  for (const clerk of [second, aClerk(), attendance]) {
    const list = await requestsToDecide(city, clerk)
    heard.push(list.filter((one) => one.requestId === requestId))
    heard.push(await lookAtRequest(city, clerk, requestId))
    heard.push(await confirmRequest(city, clerk, requestId))
  }
  heard.push(await enterPaper(city, attendance, paper))
  heard.push(await enterPaper(city, attendance, { ...paper, ...weight() }))
  heard.push(await bring(attendance.residentId, paper))
  return heard
}

async function heardByProgram({ attendance, paper, meanwhile }: Ask) {
  const { residentId } = attendance
  const heard: unknown[] = [await bring(residentId, paper), await bring(residentId, paper)]
  heard.push(await requestsOf(city, attendance))
  const first = { ...aClerk(), staffId: attendance.staffId }
  heard.push(await confirmRequest(city, first, await newest(attendance)))
  await meanwhile(residentId)
  return [...heard, ...(await heardBySecond(attendance, aClerk(), paper))]
}

/** The same of whoever has said nothing: their paper works. */
async function heardWhereItWorks(hear: typeof heardByClerks) {
  const attendance = await attended()
  const heard = await hear({ attendance, paper: aPaper(), meanwhile: nothing })
  expect(await given(attendance.residentId)).toEqual({ 'activity.steps': 'granted' })
  return alike(heard)
}

describe('A paper is answered byte for byte as one that works', () => {
  it.each(states)('of one who %s: to two clerks', async (_, before, meanwhile, did) => {
    await check(heardByClerks, { before, meanwhile, did })
  })
  it.each(states)('of one who %s: to a program and two clerks', async (_, before, meanwhile, did) => {
    await check(heardByProgram, { before, meanwhile, did })
  })
})

interface State {
  before: Said
  meanwhile: Said
  did: string | undefined
}

async function check(hear: typeof heardByClerks, { before, meanwhile, did }: State): Promise<void> {
  const attendance = await attended()
  const { residentId } = attendance
  await before(residentId)
  let said = {}
  const andThen = async (id: ResidentId) => {
    await meanwhile(id)
    said = await given(id)
  }
  const heard = await hear({ attendance, paper: aPaper(), meanwhile: andThen })
  expect(alike(heard)).toBe(await heardWhereItWorks(hear))
  expect(await given(residentId)).toEqual(did ? said : { 'activity.steps': 'granted' })
  const own = (await recordOf(attendance)).filter((one) => one.startsWith('paper-'))
  expect(own, 'once in their record').toEqual(did ? [did] : [])
}

describe('A paper that came to nothing', () => {
  async function forNothing(meanwhile: Said) {
    const attendance = await attended()
    const paper = aPaper()
    await enterPaper(city, attendance, paper)
    await meanwhile(attendance.residentId)
    const requestId = await newest(attendance)
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual({ ok: true, done: 'agreement' })
    return { attendance, paper, requestId }
  }

  it('has ended: when what they allow has run out or was stopped, nobody presses it through', async () => {
    const { attendance, requestId } = await forNothing(agreeing)
    const { residentId } = attendance
    await asOwner(
      city,
      `update consent.grants set until = '${city.clock.now().toISOString()}'
        where resident_id = '${residentId}'`,
    )
    city.clock.advance(60_000)
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no('not-yours-to-decide'))
    expect(await refuseRequest(city, aClerk(), { requestId, because: 'not-true' })).toMatchObject({
      ok: false,
    })
    expect((await requestsToDecide(city, aClerk())).map((one) => one.requestId)).not.toContain(requestId)
  })

  it('is used up: a day later it is no new yes, and says what one that has counted says', async () => {
    const { attendance, paper } = await forNothing(refusing)
    city.clock.advance(dayMs)
    const again = { ...paper, signedOn: localDayOf(city.clock.now()) }
    expect(await enterPaper(city, attendance, again)).toEqual(no('paper-counted'))
    expect(await given(attendance.residentId)).not.toMatchObject({ 'activity.steps': 'granted' })
  })

  it('broken off between the word of the two and the end, ends likewise, once', async () => {
    for (const meanwhile of [agreeing, refusing]) {
      const attendance = await attended()
      await enterPaper(city, attendance, aPaper())
      const requestId = await newest(attendance)
      const second = aClerk()
      const request = await findToDecide(city, second, requestId, new Date())
      expect(request && (await claim(city, request, second, new Date()))).toBe(true)
      await meanwhile(attendance.residentId)
      const before = await given(attendance.residentId)
      expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: true }])
      const pressed = await Promise.all([0, 1].map(() => confirmRequest(city, aClerk(), requestId)))
      expect(pressed.filter(({ ok }) => ok).length).toBeGreaterThan(0)
      expect(await requestsOf(city, attendance)).toMatchObject([{ isUnfinished: false }])
      expect(await given(attendance.residentId)).toEqual(before)
      expect((await recordOf(attendance)).filter((did) => did.startsWith('paper-'))).toHaveLength(1)
    }
  })

  it('was put down for two answers: the other one is heard to be used up, as where the first has counted', async () => {
    for (const meanwhile of [nothing, refusing, agreeing]) {
      const attendance = await attended()
      const paper = aPaper()
      await enterPaper(city, attendance, paper)
      await enterPaper(city, attendance, { ...paper, ...weight() })
      await meanwhile(attendance.residentId)
      const before = await given(attendance.residentId)
      const requests = await requestsOf(city, attendance)
      const ofSteps = requests.find(
        ({ detail }) => detail.kind === 'agreement' && detail.items.includes('activity.steps'),
      )
      const ids = requests.map(({ requestId }) => requestId)
      const ordered = [ofSteps!.requestId, ...ids.filter((id) => id !== ofSteps!.requestId)]
      const claimed = async (requestId: RequestId) => {
        const second = aClerk()
        const request = await findToDecide(city, second, requestId, new Date())
        expect(request && (await claim(city, request, second, new Date()))).toBe(true)
      }
      for (const requestId of ordered) await claimed(requestId)
      const answers = []
      for (const requestId of ordered) answers.push(await confirmRequest(city, aClerk(), requestId))
      expect(answers).toEqual([{ ok: true, done: 'agreement' }, no('paper-counted')])
      const after = await given(attendance.residentId)
      expect(after).toEqual(meanwhile === nothing ? { 'activity.steps': 'granted' } : before)
    }
  })
})

it('Nothing is quiet but what the resident allows, and that they have said no', () => {
  const heard = Object.keys(consentRefusals).filter((because) => !Object.hasOwn(quietOfPapers, because))
  expect(Object.keys(quietOfPapers).sort()).toEqual(['already-agreed', 'answered-since'])
  for (const because of ['not-taking-part', 'terms-not-agreed', 'paper-counted', 'use-changed'])
    expect(heard).toContain(because)
})

describe('A confirmation that is refused', () => {
  it('stands in the record: by who asked, and where it cannot be', async () => {
    const attendance = await attended()
    await enterPaper(city, attendance, aPaper())
    const requestId = await newest(attendance)
    expect(await confirmRequest(city, attendance, requestId)).toEqual(no('not-yours-to-decide'))
    expect((await recordOf(attendance)).filter((did) => did === 'request-in-vain')).toHaveLength(1)
    await asOwner(city, `delete from residents.terms_answers where resident_id = '${attendance.residentId}'`)
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no('terms-not-agreed'))
    expect((await recordOf(attendance)).filter((did) => did === 'request-in-vain')).toHaveLength(2)
  })

  it('leaves no such line where it was done, by whoever is too late', async () => {
    const attendance = await attended()
    await enterPaper(city, attendance, aPaper())
    const requestId = await newest(attendance)
    await confirmRequest(city, aClerk(), requestId)
    expect(await confirmRequest(city, aClerk(), requestId)).toEqual(no('not-yours-to-decide'))
    expect(await recordOf(attendance)).not.toContain('request-in-vain')
  })
})
