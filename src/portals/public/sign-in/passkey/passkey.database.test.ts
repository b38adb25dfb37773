import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { aCompany } from '../../../../../test/support/company.ts'
import { askedOn } from '../../../../../test/support/company-page.ts'
import { aResident } from '../../../../../test/support/city.ts'
import { aPasskeyOf } from '../../../../../test/support/own-passkey.ts'
import { openTestPortal } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { aMember } from '../../../../../test/support/staff.ts'
import { createTestTenant } from '../../../../../test/support/tenant.ts'
import type { Authenticator, Spoilt } from '../../../../../test/support/authenticator.ts'
import {
  findSession,
  issueCard,
  ownPasskeys,
  residentDoor,
  sessionsOf,
  startSession,
} from '../../../../identity/index.ts'
import { updateCounter } from '../../../../identity/passkey/store.ts'
import { newId } from '../../../../kernel/index.ts'
import { inTransaction } from '../../../../platform/database/index.ts'
import { changeLife } from '../../../../residents/index.ts'

const city = await createTestTenant()
afterAll(() => city.close())
const portal = await openTestPortal(city, { limits: { 'sign-in': 10_000 } })
afterAll(() => portal.close())

const [door, path, cookie] = ['/sign-in', '/sign-in/passkey', 'azukari-session']

async function someone() {
  const residentId = await aResident(city)
  return { residentId, key: await aPasskeyOf(city, residentId) }
}

/** A browser at the door, and what comes of showing this passkey there. */
async function show(key: Authenticator, spoilt: Spoilt = {}, browser = portal.browser()) {
  await browser.open(door)
  const answer = key.show(await askedOn(browser, path), spoilt)
  return { browser, answer, answered: await browser.submit(path, { answer }) }
}

describe('A resident with a passkey', () => {
  it('signs in with it, and is known on the next page', async () => {
    const { residentId, key } = await someone()
    const { browser, answered } = await show(key)
    expect(answered).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
    expect((await browser.open('/home')).statusCode).toBe(200)
    expect(await sessionsOf(city, residentId)).toMatchObject([{ way: 'passkey', device: 'iphone/safari' }])
    expect(textOf(await browser.open('/settings/sessions'))).toContain('パスキー')
  })

  it('takes over no session that the browser had before, and ends it', async () => {
    const [victim, attacker] = [await someone(), await someone()]
    const planted = await startSession(city, attacker.residentId, 'card')
    const browser = portal.browser()
    browser.cookies.set(cookie, planted)
    await show(victim.key, {}, browser)
    expect(browser.cookies.get(cookie)).not.toBe(planted)
    expect(await findSession(city, planted)).toBeUndefined()
    expect((await findSession(city, browser.cookies.get(cookie) ?? ''))?.residentId).toBe(victim.residentId)
  })
})

describe('Nobody signs in', () => {
  it.each([
    ['from another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without the user verified', { userVerified: false }],
    ['in the name of another', { userHandle: Buffer.alloc(16, 1).toString('base64url') }],
  ] as [string, Spoilt][])('%s', async (_what, spoilt) => {
    const { browser, answered } = await show((await someone()).key, spoilt)
    expect(answered.statusCode).toBe(401)
    expect(answered.body).toContain('href="/sign-in"')
    expect(browser.cookies.has(cookie)).toBe(false)
  })

  it('by an answer that was given before, in any browser', async () => {
    const { browser, answer } = await show((await someone()).key)
    const other = portal.browser()
    await other.open(door)
    await browser.open(door)
    for (const one of [browser, other]) expect((await one.submit(path, { answer })).statusCode).toBe(401)
  })

  it('by an answer to what another page has asked', async () => {
    const { key } = await someone()
    const browser = portal.browser()
    await browser.open('/city/sign-in')
    const answer = key.show(await askedOn(browser, '/city/sign-in'))
    await browser.open(door)
    expect((await browser.submit(path, { answer })).statusCode).toBe(401)
  })

  it('by the passkey of a member of staff or of a company; nor they by a resident’s', async () => {
    const [staff, company] = [await aMember(city, 'counter'), await aCompany(city)]
    for (const { authenticator } of [staff, company])
      expect((await show(authenticator)).answered.statusCode).toBe(401)
    const { key } = await someone()
    for (const elsewhere of ['/city/sign-in', '/company/sign-in']) {
      const browser = portal.browser()
      await browser.open(elsewhere)
      const answer = key.show(await askedOn(browser, elsewhere))
      expect((await browser.submit(elsewhere, { answer })).statusCode, elsewhere).toBe(401)
    }
  })

  it('by one that was ended, from the next request on', async () => {
    const { residentId, key } = await someone()
    const browser = portal.browser()
    await browser.open(door)
    const answer = key.show(await askedOn(browser, path))
    await issueCard(city, residentId)
    expect((await browser.submit(path, { answer })).statusCode).toBe(401)
  })

  it('at the moment in which all passkeys end: no session is left', async () => {
    const { residentId } = await someone()
    const [{ credentialHash } = { credentialHash: Buffer.alloc(0) }] = await ownPasskeys(city, residentId)
    // Somebody's sign-in has counted the passkey as used and begun its session, and has not ended yet.
    const ending = await inTransaction(city.database, async (client) => {
      await updateCounter(client, credentialHash, 7, new Date())
      await residentDoor.start({ database: client, clock: city.clock }, residentId)
      const issued = issueCard(city, residentId)
      await sleep(300)
      return { issued }
    })
    await ending.issued
    expect(await sessionsOf(city, residentId)).toEqual([])
  })

  it('as somebody who has died', async () => {
    const { residentId, key } = await someone()
    const saidBy = { staffId: newId(), secondStaffId: newId(), evidence: 'family-register' }
    await inTransaction(city.database, (client) => changeLife(city, client, residentId, 'died', saidBy))
    expect((await show(key)).answered.statusCode).toBe(401)
    expect(await sessionsOf(city, residentId)).toEqual([])
  })

  it('without a form of ours', async () => {
    const { key } = await someone()
    const browser = portal.browser()
    await browser.open(door)
    const answer = key.show(await askedOn(browser, path))
    expect((await browser.submit(path, { answer, _csrf: '' })).statusCode).toBe(403)
    expect(browser.cookies.has(cookie)).toBe(false)
  })

  it('by asking again and again: the door counts', async () => {
    const few = await openTestPortal(city, { limits: { 'sign-in': 3 } })
    const browser = few.browser()
    await browser.open(door)
    const codes = []
    for (let turn = 0; turn < 5; turn += 1)
      codes.push((await browser.submit(path, { answer: '{}' })).statusCode)
    expect(codes).toEqual([401, 401, 401, 429, 429])
    await few.close()
  })
})

it('Whoever has no script sees nothing of passkeys at the door, and the other ways', async () => {
  const { body } = await portal.browser().open(door)
  const withoutScript = body.replace(/<template[^]*?<\/template>/gu, '')
  expect(withoutScript).not.toContain('パスキー')
  expect(withoutScript).toContain('href="/sign-in/card"')
})
