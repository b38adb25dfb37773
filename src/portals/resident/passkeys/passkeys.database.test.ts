import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { Authenticator } from '../../../../test/support/authenticator.ts'
import { aCardHolder } from '../../../../test/support/cards.ts'
import { askedOn } from '../../../../test/support/company-page.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aPasskeyOf } from '../../../../test/support/own-passkey.ts'
import { openTestPortal } from '../../../../test/support/portal.ts'
import { createTestTenant } from '../../../../test/support/tenant.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { siteOf } from '../../../../test/support/staff.ts'
import { eraseEverything } from '../../../erasure/index.ts'
import {
  endCard,
  endSessionsOf,
  findSession,
  forgetPasskeys,
  issueCard,
  ownPasskeys,
  startSession,
  type WayIn,
} from '../../../identity/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import { inTransaction } from '../../../platform/database/index.ts'
import type { ResidentId } from '../../../residents/index.ts'

const city = await createTestTenant()
afterAll(() => city.close())
const portal = await openTestPortal(city, { limits: { 'sign-in': 10_000 } })
afterAll(() => portal.close())

const [list, making, ending] = ['/settings/passkeys', '/settings/passkeys/new', '/settings/passkeys/end']
const long = 11 * 60_000
const name = 'じぶんのスマホ'
const authenticator = () => new Authenticator(siteOf(city).origin)

/** A browser in which they signed in so long ago, with the list open. */
async function signedIn(residentId: ResidentId, { agoMs = 0, way = 'card' as WayIn } = {}) {
  const browser = portal.browser()
  const token = await startSession(city, residentId, way, new Date(Date.now() - agoMs))
  browser.cookies.set('azukari-session', token)
  await browser.open(list)
  return { browser, token }
}

async function holder() {
  const { residentId } = await aCardHolder(city)
  return { residentId, ...(await signedIn(residentId)) }
}

async function register(browser: TestBrowser, key = authenticator(), called = name) {
  const answer = key.make(await askedOn(browser, making, { name: called }))
  return browser.submit(making, { name: called, answer })
}

const namesOf = async (residentId: ResidentId) =>
  (await ownPasskeys(city, residentId)).map((passkey) => passkey.name.reveal())
const idsIn = ({ body }: { body: string }) =>
  [...body.matchAll(/name="passkey" value="([0-9a-f]{64})"/gu)].map(([, id]) => id ?? '')
const told = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)

describe('A resident who has just shown who they are', () => {
  it('registers a passkey, gives it a name, and is told', async () => {
    const { residentId, browser } = await holder()
    expect(await browser.submit(list)).toMatchObject({ statusCode: 303, headers: { location: making } })
    const page = await browser.open(making)
    expect(page.body).toContain('<noscript>')
    expect(textOf(page)).toContain('預かりカードでのサインインは、JavaScript がなくても使えます')
    expect((await register(browser)).headers.location).toBe(`${list}?done=added`)
    expect(textOf(await browser.open(list))).toContain(`（1）${name}`)
    expect(await told(residentId)).toContain('passkey-added')
    expect(portal.log.text).not.toContain(name)
    const { rows } = await city.database.query<{ name: Buffer }>(
      'select name from identity.passkey_names where resident_id = $1',
      [residentId],
    )
    expect(rows[0]?.name.toString('utf8')).not.toContain(name)
  })

  it.each(['', ' ', 'a'.repeat(31), 'a\u202eb'])('may not call it %j, and none is made', async (called) => {
    const { residentId, browser } = await holder()
    expect((await browser.submit(`${making}/challenge`, { name: called })).statusCode).toBe(400)
    const answer = authenticator().make(await askedOn(browser, making, { name }))
    const refused = await browser.submit(making, { name: called, answer })
    expect(refused.headers.location).toBe(`${making}?because=no-name`)
    expect(await namesOf(residentId)).toEqual([])
  })

  it('has at most ten, also where two come at once', async () => {
    const { residentId, browser } = await holder()
    for (let turn = 1; turn <= 9; turn += 1) await aPasskeyOf(city, residentId, { name: `鍵${turn}` })
    const answers = [
      authenticator().make(await askedOn(browser, making, { name })),
      authenticator().make(await askedOn(browser, making, { name })),
    ]
    const made = await Promise.all(answers.map((answer) => browser.submit(making, { name, answer })))
    expect(made.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409])
    expect(await namesOf(residentId)).toHaveLength(10)
    const page = await browser.open(list)
    expect(page.body).not.toContain(`action="${list}"`)
    expect(textOf(page)).toContain('10個までです')
  })

  it.each([
    ['on another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without the user verified', { userVerified: false }],
  ])('registers none that was made %s', async (_what, spoilt) => {
    const { residentId, browser } = await holder()
    const answer = authenticator().make(await askedOn(browser, making, { name }), spoilt)
    expect((await browser.submit(making, { name, answer })).statusCode).toBe(401)
    expect(await namesOf(residentId)).toEqual([])
  })

  it('registers none twice, and none that was asked of somebody else', async () => {
    const [one, other] = [await holder(), await holder()]
    const asked = await askedOn(one.browser, making, { name })
    const answer = authenticator().make(asked)
    expect((await other.browser.submit(making, { name, answer })).statusCode, 'swapped').toBe(401)
    const mine = authenticator().make(await askedOn(one.browser, making, { name }))
    expect((await one.browser.submit(making, { name, answer: mine })).statusCode).toBe(303)
    expect((await one.browser.submit(making, { name, answer: mine })).statusCode, 'replayed').toBe(401)
    expect([await namesOf(one.residentId), await namesOf(other.residentId)]).toEqual([[name], []])
  })

  it('is asked for no second one where there is one, and what comes all the same is there already', async () => {
    const [one, other] = [await holder(), await holder()]
    const key = authenticator()
    const excluded = async ({ browser }: typeof one) =>
      (await askedOn(browser, making, { name })).excludeCredentials.map(({ id }) => id)
    expect(await excluded(one)).toEqual([])
    await register(one.browser, key)
    expect([await excluded(one), await excluded(other)]).toEqual([[key.id], []])
    const again = await register(one.browser, key, 'もう一つの名前')
    expect([again.statusCode, textOf(again).includes('パスキーがもうあります')]).toEqual([409, true])
    // Whose it is, nobody else is told.
    await other.browser.open(making)
    const theirs = await register(other.browser, key)
    expect([theirs.statusCode, textOf(theirs).includes('もうあります')]).toEqual([401, false])
    expect([await namesOf(one.residentId), await namesOf(other.residentId)]).toEqual([[name], []])
    const [passkey = ''] = idsIn(await one.browser.open(list))
    await one.browser.submit(ending, { passkey })
    expect(await excluded(one), 'it has ended').toEqual([])
  })

  it('is kept without what its authenticator calls it; one from before this was kept is a passkey all the same', async () => {
    const { residentId, browser } = await holder()
    const key = authenticator()
    await register(browser, key)
    const { rows } = await city.database.query<Record<string, unknown>>(
      `select * from identity.passkeys join identity.passkey_names using (credential_hash) where resident_id = $1`,
      [residentId],
    )
    const kept = Object.values(rows[0] ?? {}).filter((value) => Buffer.isBuffer(value))
    expect(kept).toHaveLength(4)
    for (const encoding of ['utf8', 'base64url'] as const)
      expect(kept.filter((bytes) => bytes.includes(Buffer.from(key.id, encoding)))).toEqual([])
    await city.database.query('delete from identity.passkey_names where resident_id = $1', [residentId])
    await city.database.query(
      'insert into identity.passkey_names (resident_id, credential_hash, name) values ($1, $2, $3)',
      [residentId, rows[0]?.['credential_hash'], rows[0]?.['name']],
    )
    expect(await namesOf(residentId)).toEqual([name])
    expect((await askedOn(browser, making, { name })).excludeCredentials).toEqual([])
  })

  it('ends one: it is gone, every other session ends by whichever way, and they are told', async () => {
    const { residentId } = await aCardHolder(city)
    await aPasskeyOf(city, residentId)
    const { browser, token } = await signedIn(residentId, { way: 'passkey' })
    const [elsewhere, byCard] = [
      await startSession(city, residentId, 'passkey'),
      await startSession(city, residentId, 'card'),
    ]
    const [passkey = ''] = idsIn(await browser.open(list))
    expect((await browser.submit(ending, { passkey })).headers.location).toBe(`${list}?done=ended`)
    expect(await namesOf(residentId)).toEqual([])
    expect([await findSession(city, elsewhere), await findSession(city, byCard)]).toEqual([
      undefined,
      undefined,
    ])
    expect(await findSession(city, token)).toBeDefined()
    expect(await told(residentId)).toContain('passkey-ended')
  })

  it('ends nobody else’s: the answer is that of one that is not there', async () => {
    const [mine, other] = [await holder(), await holder()]
    await aPasskeyOf(city, other.residentId)
    const [theirs = ''] = idsIn(await other.browser.open(list))
    for (const passkey of [theirs, '0'.repeat(64)])
      expect((await mine.browser.submit(ending, { passkey })).statusCode).toBe(404)
    expect(await namesOf(other.residentId)).toEqual([name])
    expect(await told(mine.residentId)).not.toContain('passkey-ended')
  })
})

describe('Whoever finds a telephone with an open session', () => {
  it.each([
    ['signed in long ago', { agoMs: long }],
    ['has come in by the mailbox alone', { way: 'mail' as const }],
  ])('whose owner %s, makes and ends no way in', async (_what, how) => {
    const { residentId } = await aCardHolder(city)
    await aPasskeyOf(city, residentId)
    const { browser } = await signedIn(residentId, how)
    const [passkey = ''] = idsIn(await browser.open(list))
    expect((await browser.submit(list)).statusCode).toBe(403)
    expect((await browser.open(making)).headers.location).toBe(list)
    await browser.open(list)
    expect((await browser.submit(`${making}/challenge`, { name })).statusCode).toBe(403)
    expect((await browser.submit(making, { name, answer: '{}' })).statusCode).toBe(403)
    expect((await browser.submit(ending, { passkey })).statusCode).toBe(403)
    expect(await namesOf(residentId)).toEqual([name])
  })

  it('needs a form of ours', async () => {
    const { residentId, browser } = await holder()
    await aPasskeyOf(city, residentId)
    const [passkey = ''] = idsIn(await browser.open(list))
    expect((await browser.submit(ending, { passkey, _csrf: '' })).statusCode).toBe(403)
    expect((await browser.submit(`${making}/challenge`, { name, _csrf: '' })).statusCode).toBe(403)
    expect(await namesOf(residentId)).toEqual([name])
  })
})

describe('All passkeys of a resident end', () => {
  it.each([
    ['with the card that was lost', (residentId: ResidentId) => endCard(city, residentId)],
    ['with a new card', (residentId: ResidentId) => issueCard(city, residentId)],
    [
      'when everything is erased',
      (residentId: ResidentId) =>
        eraseEverything(city, { residentId, sessionHash: null, channel: 'web' as const }),
    ],
  ])('%s', async (_what, happen) => {
    const { residentId } = await holder()
    await aPasskeyOf(city, residentId)
    await happen(residentId)
    const { rows } = await city.database.query(
      `select 1 from identity.passkeys where owner_id = $1 union all
       select 1 from identity.passkey_names where resident_id = $1`,
      [residentId],
    )
    expect(rows).toEqual([])
  })

  it('and none is made with a session from before the new card', async () => {
    const { residentId, browser } = await holder()
    const answer = authenticator().make(await askedOn(browser, making, { name }))
    // The counter has ended the passkeys, and the sessions not yet, when the form comes in.
    const { made } = await inTransaction(city.database, async (client) => {
      await forgetPasskeys(client, residentId)
      const submitted = browser.submit(making, { name, answer })
      await sleep(300)
      await endSessionsOf(client, residentId)
      return { made: submitted }
    })
    expect((await made).statusCode).toBe(401)
    expect(await namesOf(residentId)).toEqual([])
  })
})
