import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCardHolder, typed, wrongPin } from '../../../test/support/cards.ts'
import { answersOf, aUse, aVendor } from '../../../test/support/city.ts'
import { CapturedLog, createTestApp } from '../../../test/support/http.ts'
import { aProgram, programToken } from '../../../test/support/program.ts'
import { aColleague } from '../../../test/support/staff.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { refuseConsent } from '../../consent/index.ts'
import { confirmRequest, type RequestId } from '../../counter/index.ts'
import { stop } from '../../exchange/index.ts'
import {
  addOpenIdRoutes,
  checkCard,
  checkProgram,
  findHolder,
  noAfterMs,
  programScopes,
} from '../../identity/index.ts'
import { leave } from '../../leaving/index.ts'
import { openPool } from '../../platform/database/index.ts'
import { localDayOf } from '../../kernel/index.ts'
import type { App } from '../../platform/http/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { Use } from '../../review/index.ts'
import { addProgramRoutes } from '../index.ts'

let tenant: TestTenant
let app: App
let host = ''
let token = ''
let use: Use
const captured = new CapturedLog()

beforeAll(async () => {
  tenant = await createTestTenant()
  use = await aUse(tenant, await aVendor(tenant))
  host = tenant.hosts[0]!
  app = await anApp(tenant)
  token = await programToken(app, host, await aProgram(tenant, 'admin:consents'))
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

async function anApp(of: Tenant): Promise<App> {
  const scopes = { known: programScopes, check: checkProgram }
  const made = await createTestApp([of], { log: captured.log, scopes })
  await addOpenIdRoutes(made, captured.log)
  addProgramRoutes(made, { spoolDirectory: tmpdir() })
  return made
}

const paperSha256 = 'ab'.repeat(32)
const paper = () => ({ paperSha256, signedOn: localDayOf(tenant.clock.now()) })
const unknownNumber = '0000000000000000'

async function bring(body: object, { key = String(randomUUID()), to = app } = {}) {
  const begun = performance.now()
  const answer = await to.inject({
    method: 'POST',
    url: '/admin/v1/consents',
    headers: { host, authorization: `Bearer ${token}`, 'idempotency-key': key },
    payload: { useId: use.useId, version: use.version, items: ['activity.steps'], ...body },
  })
  return { status: answer.statusCode, body: answer.json(), tookMs: performance.now() - begun }
}

/** An answer whole, but for what is another one each time. */
async function heard(body: object) {
  const answer = await app.inject({
    method: 'POST',
    url: '/admin/v1/consents',
    headers: { host, authorization: `Bearer ${token}`, 'idempotency-key': String(randomUUID()) },
    payload: { useId: use.useId, version: use.version, items: ['activity.steps'], ...body },
  })
  const whole = [answer.statusCode, { ...answer.headers, date: '…' }, answer.payload]
  return JSON.stringify(whole).replaceAll(/'nonce-[\w-]+'/gu, '…')
}

async function aHolder() {
  const { residentId, card } = await aCardHolder(tenant)
  const { number: cardNumber, pin } = typed(card)
  return { residentId, card, cardNumber, pin, given: () => answersOf(tenant, residentId) }
}

type Holder = Awaited<ReturnType<typeof aHolder>>

describe('A consent that a program brings', () => {
  it('counts at once with the PIN, and again with the same key is the same', async () => {
    const { cardNumber, pin, given, residentId } = await aHolder()
    const key = randomUUID()
    for (let time = 0; time < 2; time += 1)
      expect(await bring({ cardNumber, pin }, { key })).toMatchObject({
        status: 200,
        body: { state: 'agreed' },
      })
    expect(await given()).toEqual({ 'activity.steps': 'granted' })
    const { rows } = await tenant.database.query(
      'select evidence, program_id, channel from consent.acts where resident_id = $1',
      [residentId],
    )
    expect(rows).toEqual([
      { evidence: 'card', program_id: expect.stringMatching(/^city\./u), channel: 'program' },
    ])
  })

  it('does nothing when it is repeated with a wrong PIN, or without evidence', async () => {
    const { cardNumber, card, pin, given } = await aHolder()
    const key = randomUUID()
    await bring({ cardNumber, pin }, { key })
    const wrong = typed(wrongPin(card)).pin
    expect((await bring({ cardNumber, pin: wrong }, { key })).body.because).toBe('card-refused')
    expect((await bring({ cardNumber, pin, items: ['body.weight'] }, { key })).body.because).toBe('key-used')
    expect(await given()).toEqual({ 'activity.steps': 'granted' })
  })

  it('with half of the evidence, or both kinds of it, or none, is refused', async () => {
    const { cardNumber, pin, given } = await aHolder()
    const { signedOn } = paper()
    for (const evidence of [{}, { pin, ...paper() }, { paperSha256 }, { pin, signedOn }, { signedOn }])
      expect((await bring({ cardNumber, ...evidence })).body.because).toBe('no-evidence')
    for (const wrong of [
      { ...paper(), paperSha256: 'ab' },
      { paperSha256, signedOn: 'Monday' },
      { pin: 7 },
      { pin, consent: true },
      { pin, residentId: 'x' },
    ])
      expect((await bring({ cardNumber, ...wrong })).status).toBe(400)
    expect((await bring({ pin })).status).toBe(400)
    expect(await given()).toEqual({})
  })

  it('does not tell by answer or time whether there is such a card: wrong, unknown, locked', async () => {
    const { cardNumber, card, pin, given } = await aHolder()
    const answers = [await bring({ cardNumber: unknownNumber, pin })]
    for (let turn = 1; turn <= 5; turn += 1)
      answers.push(await bring({ cardNumber, pin: typed(wrongPin(card, turn)).pin }))
    answers.push(await bring({ cardNumber, pin }))
    for (const { status, body, tookMs } of answers) {
      expect([status, body.because]).toEqual([422, 'card-refused'])
      // Nobody signs in here.
      expect(JSON.stringify(body)).not.toMatch(/サインイン|sign/iu)
      expect(tookMs).toBeGreaterThan(noAfterMs - 10)
    }
    expect(await given(), 'five wrong ones, and then the right one does not help').toEqual({})
  })

  it('on paper waits for two of the staff, and is answered alike of a card that there is not', async () => {
    const { cardNumber, given, residentId } = await aHolder()
    const key = randomUUID()
    const known = await bring({ cardNumber, ...paper() }, { key })
    const again = await bring({ cardNumber, ...paper() }, { key })
    const unknownKey = randomUUID()
    const unknown = await bring({ cardNumber: unknownNumber, ...paper() }, { key: unknownKey })
    for (const { status, body } of [known, again, unknown])
      expect([status, body]).toEqual([202, { state: 'waits-for-staff' }])
    for (const { tookMs } of [known, unknown]) expect(tookMs).toBeGreaterThan(noAfterMs - 10)
    for (const used of [key, unknownKey])
      expect((await bring({ cardNumber: '1111111111111111', ...paper() }, { key: used })).status).not.toBe(
        500,
      )
    expect(await given()).toEqual({})
    const { rowCount } = await tenant.database.query(
      'select from counter.requests where resident_id = $1 and outcome is null and taken_by is null',
      [residentId],
    )
    expect(rowCount).toBe(1)
  })

  it('on paper is answered byte for byte alike, whatever its resident allows or has refused', async () => {
    const by = (residentId: ResidentId) => ({ residentId, sessionHash: null, channel: 'web' as const })
    const everything = { useId: null, items: null }
    const answer = () => ({ useId: use.useId, versionShown: use.version, items: ['activity.steps' as const] })
    const agreeing = (one: Holder) => bring({ cardNumber: one.cardNumber, pin: one.pin })
    const stopping = ({ residentId }: Holder) => stop(tenant, by(residentId), everything)
    const refusing = ({ residentId }: Holder) => refuseConsent(tenant, by(residentId), answer())
    const used = async (one: Holder) => {
      await bring({ cardNumber: one.cardNumber, ...paper() })
      const { rows } = await tenant.database.query<{ request_id: RequestId }>(
        'select request_id from counter.requests where resident_id = $1',
        [one.residentId],
      )
      for (let two = 0; two < 2; two += 1) {
        const clerk = { staffId: await aColleague(tenant), sessionHash: randomBytes(32) }
        expect(await confirmRequest(tenant, clerk, rows[0]!.request_id)).toMatchObject({ ok: true })
      }
    }
    const states = [
      ...[() => Promise.resolve(), agreeing, stopping, refusing, used],
      async (one: Holder) => (await agreeing(one), await stopping(one)),
      async (one: Holder) => (await agreeing(one), await used(one)),
      async (one: Holder) => (await refusing(one), await used(one)),
    ]
    const answers = []
    for (const before of states) {
      const one = await aHolder()
      await before(one)
      const given = await one.given()
      answers.push(await heard({ cardNumber: one.cardNumber, ...paper() }))
      expect(await one.given()).toEqual(given)
    }
    expect(answers[0]).toContain('waits-for-staff')
    expect(new Set(answers).size).toBe(1)
  })

  it('for other terms than those in force is refused, whoever it is of', async () => {
    const { cardNumber, pin } = await aHolder()
    for (const evidence of [
      { cardNumber, pin },
      { cardNumber, ...paper() },
      { cardNumber: unknownNumber, ...paper() },
    ])
      expect((await bring({ ...evidence, version: 2 })).body.because).toBe('use-changed')
  })

  it('takes one connection and waits for no other, however many are brought at once', async () => {
    const narrow = openPool({ url: tenant.databases.data.personal, name: 'test-narrow', max: 1 })
    const small = await anApp({ ...tenant, database: narrow })
    const holders = await Promise.all(Array.from({ length: 4 }, aHolder))
    const brought = holders.map(({ cardNumber, pin }, place) =>
      bring({ cardNumber, ...(place % 2 === 0 ? { pin } : paper()) }, { to: small }),
    )
    const statuses = (await Promise.all(brought)).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([200, 200, 202, 202])
    await small.close()
    await narrow.end()
  }, 30_000)

  it('takes a card to its end by guessing as at the door, and it stops everything all the same', async () => {
    const { card, cardNumber, pin, residentId } = await aHolder()
    const guessed = Array.from({ length: 6 }, (_, turn) => ({
      cardNumber,
      pin: typed(wrongPin(card, turn + 1)).pin,
    }))
    const answers = await Promise.all(guessed.map((guess) => bring(guess)))
    expect(new Set(answers.map(({ body }) => body.because))).toEqual(new Set(['card-refused']))
    expect((await bring({ cardNumber, pin })).body.because).toBe('card-refused')
    expect(await checkCard(tenant, card), 'nor at the door').toEqual({ ok: false, because: 'card-refused' })
    expect(await findHolder(tenant, card.number), 'by its number alone').toBe(residentId)
  })

  it('with a paper of who has left, or has agreed to no terms, is answered alike and waits nowhere', async () => {
    const [left, without] = [await aHolder(), await aHolder()]
    await leave(tenant, { residentId: left.residentId, sessionHash: null, channel: 'web' }, 'left')
    await asOwner(tenant, `delete from residents.terms_answers where resident_id = '${without.residentId}'`)
    for (const { cardNumber, residentId } of [left, without]) {
      const { status, body, tookMs } = await bring({ cardNumber, ...paper() })
      expect([status, body, tookMs > noAfterMs - 10]).toEqual([202, { state: 'waits-for-staff' }, true])
      const { rowCount } = await tenant.database.query(
        'select from counter.requests where resident_id = $1',
        [residentId],
      )
      expect(rowCount).toBe(0)
    }
    const withPin = async ({ cardNumber, pin }: typeof left) =>
      (await bring({ cardNumber, pin })).body.because
    expect([await withPin(left), await withPin(without)]).toEqual(['not-taking-part', 'terms-not-agreed'])
  })

  it('leaves no number, no PIN and no hash of a paper in the log or the ledger of writes', async () => {
    const { cardNumber, pin } = await aHolder()
    await bring({ cardNumber, pin })
    expect(captured.text).not.toContain(cardNumber)
    expect(captured.text).not.toContain(paperSha256)
    expect(captured.text).not.toMatch(new RegExp(`"${pin}"`, 'u'))
    expect(captured.text).not.toContain('"fault"')
  })
})
