import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aCardHolder, typed } from '../../test/support/cards.ts'
import {
  agree,
  anImport,
  answersOf,
  aResident,
  aUse,
  aVendor,
  by,
  deposit,
  stepsFile,
} from '../../test/support/city.ts'
import { askFor, openRead, readAsCompany } from '../../test/support/company-reads.ts'
import { createTestApp, TestBrowser } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { proven } from '../../test/support/proven.ts'
import { actsOf, giveConsent, undoWithdrawal } from '../consent/index.ts'
import { historyOf } from '../exchange/index.ts'
import { deliver } from '../exchange/deliver.ts'
import {
  findHolder,
  findSession,
  signInWithCard,
  startSession,
  typedNumberSchema,
  typedPinSchema,
} from '../identity/index.ts'
import { addDays, localDayOf, newId, startOfDay } from '../kernel/index.ts'
import type { App } from '../platform/http/index.ts'
import { formToken } from '../platform/http/index.ts'
import { saidByResident, standsOf, type ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import { confirmDeposit, readImport } from '../vault/index.ts'
import { comeBack, leave, recordDeath, recordDeathInError } from './index.ts'

let city: TestTenant
let use: Use
let app: App
beforeAll(async () => {
  city = await createTestTenant()
  use = await aUse(city, await aVendor(city))
  app = await createTestApp([city])
  app.get('/form', (request, reply) =>
    reply.type('text/html').send(`<input name="_csrf" value="${formToken(request, reply)}">`),
  )
  const body = z.object({ number: typedNumberSchema, pin: typedPinSchema })
  app.post('/card', async (request, reply) => {
    const signedIn = await signInWithCard(request, reply, body.parse(request.body))
    return signedIn.ok ? 'ok' : signedIn.because
  })
})
afterAll(async () => {
  await app.close()
  await city.close()
})

const atCounter = (residentId: ResidentId) => ({ residentId, sessionHash: null, channel: 'counter' }) as const
/** When the day is over that is so many days from today. */
const endOfDayIn = (days: number) => addDays(startOfDay(localDayOf(city.clock.now())), days + 1)
const two = () => ({ staffId: randomUUID(), secondStaffId: randomUUID() })
const die = (residentId: ResidentId) =>
  recordDeath(city, atCounter(residentId), { ...two(), document: 'death-certificate' })

/** Somebody who has deposited, agreed, and of whom this company has had something. */
async function aGiver(): Promise<ResidentId> {
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-20': 4_000 }))
  await agree(city, residentId, use)
  await readAsCompany(city, use)
  expect(await askFor(city, use, residentId)).toBeUndefined()
  return residentId
}

/** What the company reads of everybody, as one text. */
async function everythingOf(
  open: Extract<Awaited<ReturnType<typeof openRead>>, { ok: true }>,
): Promise<string> {
  let text = ''
  await deliver(city, open, null, {
    write: (lines) => {
      text += lines
      return Promise.resolve()
    },
  })
  return text
}

const ways = [
  ['leaves', (residentId: ResidentId) => leave(city, by(residentId), 'left'), 'leaving', 30],
  ['moves away', (residentId: ResidentId) => leave(city, by(residentId), 'moved-away'), 'moved-away', 365],
  ['dies', die, 'died', 365],
] as const

describe.each(ways)('Whoever %s', (_, go, standing, days) => {
  it('gives nothing from that moment on, and stands so until a day', async () => {
    const residentId = await aGiver()
    const gone = await go(residentId)
    expect(gone).toMatchObject({ ok: true, stillUnderWay: [] })
    const eraseAt = endOfDayIn(days)
    expect(await standsOf(city.database, residentId)).toEqual({ standing, eraseAt })
    expect(new Set(Object.values(await answersOf(city, residentId)))).toEqual(new Set(['withdrawn']))
    expect(await askFor(city, use, residentId)).toBe('withdrawn')
  })

  it('does so once', async () => {
    const residentId = await aResident(city)
    expect(await go(residentId)).toMatchObject({ ok: true })
    expect(await go(residentId)).toEqual({ ok: false, because: 'not-as-you-stand' })
  })

  it('agrees to nothing, undoes no stop and deposits nothing', async () => {
    const residentId = await aGiver()
    const file = stepsFile({ '2026-11-21': 5_000 })
    const importId = await anImport(city, residentId, file)
    await readImport(city, residentId, importId, file)
    await go(residentId)
    const answer = { useId: use.useId, versionShown: use.version, items: use.terms.items }
    const no = { ok: false, because: 'not-taking-part' }
    expect(await giveConsent(city, proven(by(residentId)), answer)).toEqual(no)
    const [stopped] = await actsOf(city, residentId, { before: null, limit: 1 })
    expect(stopped && (await undoWithdrawal(city, by(residentId), stopped.actId))).toEqual(no)
    const wishes = { alsoChosen: [], notWanted: [], isMine: true }
    expect(await confirmDeposit(city, residentId, importId, wishes)).toEqual(no)
  })

  it('is refused by the gate whatever still stands of what they agreed to', async () => {
    const residentId = await aGiver()
    await standAs(residentId, standing)
    expect(await askFor(city, use, residentId)).toBe('not-available')
    const open = await openRead(city, use)
    const text = open.ok ? await everythingOf(open) : open.because
    expect(text).not.toContain('"steps')
    expect(await historyOf(city, residentId, { before: null, limit: 9 })).toContainEqual(
      expect.objectContaining({ kind: 'refusal', because: 'not-taking-part' }),
    )
  })
})

describe('Whoever comes back', () => {
  it.each(['left', 'moved-away'] as const)(
    'having %s takes part again, and nothing is allowed by it',
    async (what) => {
      const residentId = await aGiver()
      await leave(city, by(residentId), what)
      // As if the service had died before the second stop.
      await city.database.query(`update consent.grants set state = 'granted' where resident_id = $1`, [
        residentId,
      ])
      expect(await comeBack(city, by(residentId))).toMatchObject({ ok: true })
      expect(await standsOf(city.database, residentId)).toEqual({ standing: 'active', eraseAt: null })
      expect(new Set(Object.values(await answersOf(city, residentId)))).toEqual(new Set(['withdrawn']))
      await agree(city, residentId, use)
      expect(await askFor(city, use, residentId)).toBeUndefined()
    },
  )

  it('does so until the day is over, and not after', async () => {
    const residentId = await aResident(city)
    await leave(city, by(residentId), 'left')
    const over = endOfDayIn(30)
    city.clock.set(over)
    expect(await comeBack(city, by(residentId))).toEqual({ ok: false, because: 'too-late' })
    city.clock.set(new Date(over.getTime() - 1))
    expect(await comeBack(city, by(residentId))).toMatchObject({ ok: true })
  })

  it('has not been away when nobody left', async () => {
    expect(await comeBack(city, by(await aResident(city)))).toEqual({
      ok: false,
      because: 'not-as-you-stand',
    })
    expect(await comeBack(city, by(newId<ResidentId>()))).toEqual({ ok: false, because: 'not-as-you-stand' })
  })

  it('is not somebody who has died, and nobody who takes part was reported in error', async () => {
    const residentId = await aResident(city)
    expect(await recordDeathInError(city, atCounter(residentId), two())).toMatchObject({ ok: false })
    await die(residentId)
    expect(await comeBack(city, by(residentId))).toEqual({ ok: false, because: 'not-as-you-stand' })
  })
})

describe('A sign-in', () => {
  it.each(ways)('of whoever %s', async (_, go, standing) => {
    const { residentId, card } = await aCardHolder(city)
    const token = await startSession(city, residentId, 'card')
    await go(residentId)
    const isIn = standing !== 'died'
    expect((await findSession(city, token)) !== undefined).toBe(isIn)
    // Whatever way in forgets to ask: the session opens nothing.
    expect((await findSession(city, await startSession(city, residentId, 'outside'))) !== undefined).toBe(
      isIn,
    )
    expect(await findHolder(city, card.number)).toBe(residentId)
  })

  it('with the card of somebody who has died is none, like that of a card that is not there', async () => {
    const { residentId, card } = await aCardHolder(city)
    const browser = new TestBrowser(app, city.hosts[0]!)
    await browser.open('/form')
    expect((await browser.submit('/card', typed(card))).body).toBe('ok')
    await die(residentId)
    await browser.open('/form')
    expect((await browser.submit('/card', typed(card))).body).toBe('card-refused')
  })
})

describe('A change that breaks off', () => {
  it('has stopped everything, and lets them stand as they stood', async () => {
    const residentId = await aGiver()
    const broken = () => Promise.reject(new Error('broken off'))
    const left = leave(city, by(residentId), 'left', saidByResident, broken)
    await expect(left).rejects.toThrow('broken off')
    expect(new Set(Object.values(await answersOf(city, residentId)))).toEqual(new Set(['withdrawn']))
    expect(await standsOf(city.database, residentId)).toMatchObject({ standing: 'active' })
  })
})

describe('A death', () => {
  it('is said by two, never by one twice', async () => {
    const residentId = await aResident(city)
    const staffId = randomUUID()
    const alone = { staffId, secondStaffId: staffId, document: 'death-certificate' as const }
    await expect(recordDeath(city, atCounter(residentId), alone)).rejects.toThrow('may not be said')
    expect(await standsOf(city.database, residentId)).toMatchObject({ standing: 'active' })
  })

  it('reported in error is over, and nothing is allowed by that: no session is good again either', async () => {
    const residentId = await aGiver()
    const token = await startSession(city, residentId, 'card')
    await die(residentId)
    const staffId = randomUUID()
    const alone = { staffId, secondStaffId: staffId }
    await expect(recordDeathInError(city, atCounter(residentId), alone)).rejects.toThrow('may not be said')
    expect(await recordDeathInError(city, atCounter(residentId), two())).toMatchObject({ ok: true })
    expect(await findSession(city, token)).toBeUndefined()
    expect(await standsOf(city.database, residentId)).toEqual({ standing: 'active', eraseAt: null })
    expect(new Set(Object.values(await answersOf(city, residentId)))).toEqual(new Set(['withdrawn']))
  })

  it('reported in error leaves whoever was leaving as they were, with their day', async () => {
    const residentId = await aGiver()
    await leave(city, by(residentId), 'left')
    const before = await standsOf(city.database, residentId)
    for (const day of [5, 6]) {
      city.clock.set(addDays(city.clock.now(), day))
      await die(residentId)
      await recordDeathInError(city, atCounter(residentId), two())
      expect(await standsOf(city.database, residentId)).toEqual(before)
    }
    await die(residentId)
    city.clock.set(addDays(city.clock.now(), 100))
    await recordDeathInError(city, atCounter(residentId), two())
    expect(await standsOf(city.database, residentId)).toEqual({
      standing: 'leaving',
      eraseAt: endOfDayIn(14),
    })
    expect(await comeBack(city, by(residentId))).toMatchObject({ ok: true })
  })

  it('is a line that the database takes from two and with a document alone', async () => {
    const insert = (staff: string, second: string | null, evidence: string | null) =>
      city.database.query(
        `insert into residents.life_events (resident_id, event_id, what, standing, happened_at, recorded_at, staff_id,
           second_staff_id, evidence) values ($1, $2, 'died', 'died', $3, $3, $4, $5, $6)`,
        [randomUUID(), randomUUID(), city.clock.now(), staff, second, evidence],
      )
    const [one, other] = [randomUUID(), randomUUID()]
    await expect(insert(one, null, 'death-certificate')).rejects.toThrow('check')
    await expect(insert(one, one, 'death-certificate')).rejects.toThrow('check')
    await expect(insert(one, other, null)).rejects.toThrow('check')
    await insert(one, other, 'death-certificate')
  })
})

/** As a database that something else has changed: how they stand, and nothing of what they agreed to. */
async function standAs(residentId: ResidentId, standing: string): Promise<void> {
  await city.database.query(
    'update residents.residents set standing = $2, erase_at = $3 where resident_id = $1',
    [residentId, standing, city.clock.now()],
  )
}
