import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import { goAndProve, pathOf, sentTo } from '../../../../test/support/outside-provider/index.ts'
import {
  isSignedIn,
  openLinkedCity,
  type LinkedCity,
} from '../../../../test/support/outside-provider/linked-city.ts'
import { asOwner } from '../../../../test/support/tenant.ts'
import { eraseEverything } from '../../../erasure/index.ts'
import {
  findSession,
  forgetExpired,
  lockWaysIn,
  startSession,
  unlinkOutside,
} from '../../../identity/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import { inTransaction } from '../../../platform/database/index.ts'

let scene: LinkedCity
beforeAll(async () => {
  scene = await openLinkedCity()
})
afterAll(() => scene.close())

describe('A resident who has linked the outside provider', () => {
  it('signs in by it, with a session of their own', async () => {
    const browser = scene.portal.browser()
    browser.cookies.set('azukari-session', 'x'.repeat(43))
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    const answer = await browser.open(pathOf(back))
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
    expect(browser.cookies.get('azukari-session')).not.toBe('x'.repeat(43))
    expect(browser.cookies.has('azukari-outside')).toBe(false)
    expect((await browser.open('/home')).body).toContain('青葉 花子さん')
  })

  it('is sent to the authorization endpoint alone, with all that binds the answer', async () => {
    const browser = scene.portal.browser()
    await browser.open('/sign-in/outside')
    const { origin, pathname, searchParams } = sentTo(
      await browser.submit('/sign-in/outside?next=https://evil.test', { next: 'https://evil.test' }),
    )
    expect(origin + pathname).toBe(`${scene.provider.settings().issuer}/auth`)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'azukari-test',
      response_type: 'code',
      redirect_uri: `http://${scene.city.hosts[0]!}/outside/callback`,
      scope: 'openid',
      state: expect.stringMatching(/^[\w-]{43}$/u),
      nonce: expect.stringMatching(/^[\w-]{43}$/u),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
      code_challenge_method: 'S256',
    })
  })

  it('sees since when, unlinks, and cannot sign in by it any more', async () => {
    const kenta = await aResident(scene.city)
    await scene.link(kenta, 'kenta-there')
    const elsewhere = await startSession(scene.city, kenta, 'outside')
    const settings = await scene.portal.signedIn(kenta)
    expect((await settings.open('/settings/outside')).body).toContain('2026年')
    const answer = await settings.submit('/settings/outside', { want: 'unlink' })
    expect(answer.headers['location']).toBe('/settings/outside?done=unlinked')
    const browser = scene.portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'kenta-there')
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
    expect(await findSession(scene.city, elsewhere)).toBeUndefined()
    const told = (await noticesOf(scene.city, kenta, null)).shown.filter(
      ({ kind }) => kind === 'outside-unlinked',
    )
    expect(told).toHaveLength(1)
    expect((await settings.open('/settings/outside')).statusCode).toBe(200)
  })

  it('is not let in where the counter ends the link at that moment', async () => {
    const sora = await aResident(scene.city)
    await scene.link(sora, 'sora-there')
    const browser = scene.portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'sora-there')
    const { answer } = await inTransaction(scene.city.database, async (client) => {
      await lockWaysIn(client, sora)
      const opened = browser.open(pathOf(back))
      await sleep(500)
      await unlinkOutside(client, sora)
      return { answer: opened }
    })
    expect((await answer).statusCode).toBe(403)
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('has no link any more once everything was erased', async () => {
    const mika = await aResident(scene.city)
    await scene.link(mika, 'mika-there')
    await eraseEverything({ ...scene.city }, { residentId: mika, sessionHash: null, channel: 'web' })
    const { rows } = await scene.city.database.query(
      'select from identity.outside_subjects where resident_id = $1',
      [mika],
    )
    expect(rows).toEqual([])
  })

  it('leaves no word of who they are there, neither in the database nor in the log', async () => {
    const { rows } = await scene.city.database.query(
      'select to_jsonb(s)::text as row from identity.outside_subjects s union all select document::text from identity.oidc_documents',
    )
    expect(JSON.stringify(rows)).not.toContain('-there')
    expect(scene.portal.log.text).not.toMatch(/-there|code=|state=/u)
  })
})

describe('Linking', () => {
  it('is for who is signed in', async () => {
    expect((await scene.portal.browser().open('/settings/outside')).statusCode).toBe(401)
  })

  it('of somebody whom another resident has linked is refused, and unlinks nobody', async () => {
    const other = await aResident(scene.city)
    await scene.link(other, 'other-there')
    expect(await scene.link(other, 'hanako-there')).toMatchObject({ statusCode: 409 })
    for (const account of ['hanako-there', 'other-there']) {
      const browser = scene.portal.browser()
      const back = await goAndProve(browser, '/sign-in/outside', account)
      expect((await browser.open(pathOf(back))).statusCode).toBe(303)
    }
  })

  it('is not for who signed in meanwhile in the same browser', async () => {
    const victim = await aResident(scene.city)
    const browser = await scene.portal.signedIn(scene.hanako)
    const back = await goAndProve(browser, '/settings/outside', 'fresh-there')
    await browser.open('/sign-in')
    await browser.submit('/sign-in', { resident: victim })
    expect((await browser.open(pathOf(back))).statusCode).toBe(409)
    expect(
      (
        await scene.city.database.query('select from identity.outside_subjects where resident_id = $1', [
          victim,
        ])
      ).rows,
    ).toEqual([])
  })
})

describe('Who comes back', () => {
  it('as somebody nobody has linked is told so, and nothing of them is kept', async () => {
    const before = await scene.city.database.query('select from identity.outside_subjects')
    const browser = scene.portal.browser()
    const answer = await browser.open(pathOf(await goAndProve(browser, '/sign-in/outside', 'stranger-there')))
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('まだつながっていません')
    expect(await isSignedIn(browser)).toBe(false)
    expect((await scene.city.database.query('select from identity.outside_subjects')).rowCount).toBe(
      before.rowCount,
    )
  })

  it('having changed their mind is told so kindly', async () => {
    const browser = scene.portal.browser()
    const answer = await browser.open(pathOf(await goAndProve(browser, '/sign-in/outside', '')))
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('途中でやめました')
  })

  it('a second time is not signed in again', async () => {
    const browser = scene.portal.browser()
    const back = pathOf(await goAndProve(browser, '/sign-in/outside', 'hanako-there'))
    const cookies = new Map(browser.cookies)
    expect((await browser.open(back)).statusCode).toBe(303)
    const again = scene.portal.browser()
    for (const [name, value] of cookies) again.cookies.set(name, value)
    expect((await again.open(back)).statusCode).toBe(409)
  })

  it('after a return that somebody made up is signed in still, and once', async () => {
    const browser = scene.portal.browser()
    const back = pathOf(await goAndProve(browser, '/sign-in/outside', 'hanako-there'))
    const cookies = new Map(browser.cookies)
    const foreign = { 'sec-fetch-site': 'cross-site' }
    for (const madeUp of ['state=zzz', '', `state=${'x'.repeat(43)}&code=x`])
      expect((await browser.open(`/outside/callback?${madeUp}`, foreign)).statusCode).toBe(409)
    expect((await browser.open(back, foreign)).statusCode).toBe(303)
    expect(browser.cookies.has('azukari-outside')).toBe(false)
    const again = scene.portal.browser()
    for (const [name, value] of cookies) again.cookies.set(name, value)
    expect((await again.open(back, foreign)).statusCode).toBe(409)
  })

  it('in the tab that began first is told to begin again; in the other they are signed in', async () => {
    const browser = scene.portal.browser()
    const first = pathOf(await goAndProve(browser, '/sign-in/outside', 'hanako-there'))
    const second = pathOf(await goAndProve(browser, '/sign-in/outside', 'hanako-there'))
    expect((await browser.open(first)).statusCode).toBe(409)
    expect((await browser.open(second)).statusCode).toBe(303)
  })

  it('with another browser is not signed in, and the right one still is', async () => {
    const browser = scene.portal.browser()
    const back = pathOf(await goAndProve(browser, '/sign-in/outside', 'hanako-there'))
    const other = scene.portal.browser()
    await goAndProve(other, '/sign-in/outside', 'other-there')
    expect((await other.open(back)).statusCode).toBe(409)
    expect(await isSignedIn(other)).toBe(false)
    expect((await browser.open(back)).statusCode).toBe(303)
  })

  it('with the code of another browser is refused by the provider', async () => {
    const [mine, theirs] = [scene.portal.browser(), scene.portal.browser()]
    const back = await goAndProve(mine, '/sign-in/outside', 'hanako-there')
    const stolen = await goAndProve(theirs, '/sign-in/outside', 'other-there')
    back.searchParams.set('code', stolen.searchParams.get('code')!)
    expect((await mine.open(pathOf(back))).statusCode).toBe(403)
    expect(await isSignedIn(mine)).toBe(false)
  })

  it('with another verifier than was promised is refused by the provider', async () => {
    const browser = scene.portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    await asOwner(
      scene.city,
      `update identity.oidc_documents set document = document || '{"verifier":"${'x'.repeat(43)}"}'`,
    )
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('too late is told to begin again', async () => {
    const browser = scene.portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    await asOwner(scene.city, `update identity.oidc_documents set expires_at = now() - interval '1 second'`)
    expect((await browser.open(pathOf(back))).statusCode).toBe(409)
    await forgetExpired(scene.city)
    expect((await scene.city.database.query('select from identity.oidc_documents')).rows).toEqual([])
  })

  it.each([
    ['no state', (back: URL) => back.searchParams.delete('state'), 409],
    ['another state', (back: URL) => back.searchParams.set('state', 'x'.repeat(43)), 409],
    ['two states', (back: URL) => back.searchParams.append('state', 'x'.repeat(43)), 403],
    ['two codes', (back: URL) => back.searchParams.append('code', 'x'), 403],
    ['the iss of another provider', (back: URL) => back.searchParams.set('iss', 'https://evil.test'), 403],
    ['no iss', (back: URL) => back.searchParams.delete('iss'), 403],
    ['an id token in the address', (back: URL) => back.searchParams.set('id_token', 'x'), 403],
  ])('with %s is not signed in', async (_, change, status) => {
    const browser = scene.portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    change(back)
    expect((await browser.open(pathOf(back))).statusCode).toBe(status)
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('to another address that is asked for goes nowhere', async () => {
    const browser = scene.portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    back.searchParams.set('next', 'https://evil.test')
    expect((await browser.open(pathOf(back))).headers['location']).toBe('/home')
  })

  it('to a city that meanwhile has another provider is told to begin again', async () => {
    const browser = scene.portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    const other = (await scene.pagesWith({ clientId: 'azukari-other' })).browser()
    for (const [name, value] of browser.cookies) other.cookies.set(name, value)
    expect((await other.open(pathOf(back))).statusCode).toBe(409)
  })

  it('less surely known than the city asks is not signed in', async () => {
    const pages = await scene.pagesWith({ acrValues: ['card-was-read'] })
    const browser = pages.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
    expect(await isSignedIn(browser)).toBe(false)
  })
})
