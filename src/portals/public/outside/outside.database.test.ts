import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import {
  goAndProve,
  pathOf,
  sentTo,
  startProvider,
  type TestProvider,
} from '../../../../test/support/outside-provider/index.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { openTestPortal, type TestPortal } from '../../../../test/support/portal.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../../../test/support/tenant.ts'
import { eraseEverything } from '../../../erasure/index.ts'
import { forgetExpired } from '../../../identity/index.ts'
import type { OutsideProvider } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'

let city: TestTenant
let provider: TestProvider
let portal: TestPortal
let hanako: ResidentId
const open: TestPortal[] = []

/** The city's pages with these settings of the provider. */
async function pagesWith(changed: Partial<OutsideProvider> = {}): Promise<TestPortal> {
  const opened = await openTestPortal({ ...city, outsideProvider: provider.settings(changed) })
  open.push(opened)
  return opened
}

beforeAll(async () => {
  city = await createTestTenant()
  provider = await startProvider(city, `http://${city.hosts[0]!}/outside/callback`)
  portal = await pagesWith()
  hanako = await aResident(city)
  await link(hanako, 'hanako-there')
})
afterAll(async () => {
  for (const one of open) await one.close()
  await provider.stop()
  await city.close()
})

async function link(residentId: ResidentId, account: string) {
  const browser = await portal.signedIn(residentId)
  return browser.open(pathOf(await goAndProve(browser, '/settings/outside', account)))
}

const isSignedIn = async (browser: TestBrowser) => (await browser.open('/home')).statusCode === 200

describe('A resident who has linked the outside provider', () => {
  it('signs in by it, with a session of their own', async () => {
    const browser = portal.browser()
    browser.cookies.set('azukari-session', 'x'.repeat(43))
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    const answer = await browser.open(pathOf(back))
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
    expect(browser.cookies.get('azukari-session')).not.toBe('x'.repeat(43))
    expect(browser.cookies.has('azukari-outside')).toBe(false)
    expect((await browser.open('/home')).body).toContain('青葉 花子さん')
  })

  it('is sent to the authorization endpoint alone, with all that binds the answer', async () => {
    const browser = portal.browser()
    await browser.open('/sign-in/outside')
    const { origin, pathname, searchParams } = sentTo(
      await browser.submit('/sign-in/outside?next=https://evil.test', { next: 'https://evil.test' }),
    )
    expect(origin + pathname).toBe(`${provider.settings().issuer}/auth`)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'azukari-test',
      response_type: 'code',
      redirect_uri: `http://${city.hosts[0]!}/outside/callback`,
      scope: 'openid',
      state: expect.stringMatching(/^[\w-]{43}$/u),
      nonce: expect.stringMatching(/^[\w-]{43}$/u),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
      code_challenge_method: 'S256',
    })
  })

  it('sees since when, unlinks, and cannot sign in by it any more', async () => {
    const kenta = await aResident(city)
    await link(kenta, 'kenta-there')
    const settings = await portal.signedIn(kenta)
    expect((await settings.open('/settings/outside')).body).toContain('2026年')
    const answer = await settings.submit('/settings/outside', { want: 'unlink' })
    expect(answer.headers['location']).toBe('/settings/outside?done=unlinked')
    const browser = portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'kenta-there')
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
  })

  it('has no link any more once everything was erased', async () => {
    const mika = await aResident(city)
    await link(mika, 'mika-there')
    await eraseEverything({ ...city }, { residentId: mika, sessionHash: null, channel: 'web' })
    const { rows } = await city.database.query(
      'select from identity.outside_subjects where resident_id = $1',
      [mika],
    )
    expect(rows).toEqual([])
  })

  it('leaves no word of who they are there, neither in the database nor in the log', async () => {
    const { rows } = await city.database.query(
      'select to_jsonb(s)::text as row from identity.outside_subjects s union all select document::text from identity.oidc_documents',
    )
    expect(JSON.stringify(rows)).not.toContain('-there')
    expect(portal.log.text).not.toMatch(/-there|code=|state=/u)
  })
})

describe('Linking', () => {
  it('is for who is signed in', async () => {
    expect((await portal.browser().open('/settings/outside')).statusCode).toBe(401)
  })

  it('of somebody whom another resident has linked is refused, and unlinks nobody', async () => {
    const other = await aResident(city)
    await link(other, 'other-there')
    expect(await link(other, 'hanako-there')).toMatchObject({ statusCode: 409 })
    for (const account of ['hanako-there', 'other-there']) {
      const browser = portal.browser()
      const back = await goAndProve(browser, '/sign-in/outside', account)
      expect((await browser.open(pathOf(back))).statusCode).toBe(303)
    }
  })

  it('is not for who signed in meanwhile in the same browser', async () => {
    const victim = await aResident(city)
    const browser = await portal.signedIn(hanako)
    const back = await goAndProve(browser, '/settings/outside', 'fresh-there')
    await browser.open('/sign-in')
    await browser.submit('/sign-in', { resident: victim })
    expect((await browser.open(pathOf(back))).statusCode).toBe(409)
    expect(
      (await city.database.query('select from identity.outside_subjects where resident_id = $1', [victim]))
        .rows,
    ).toEqual([])
  })
})

describe('Who comes back', () => {
  it('as somebody nobody has linked is told so, and nothing of them is kept', async () => {
    const before = await city.database.query('select from identity.outside_subjects')
    const browser = portal.browser()
    const answer = await browser.open(pathOf(await goAndProve(browser, '/sign-in/outside', 'stranger-there')))
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('まだつながっていません')
    expect(await isSignedIn(browser)).toBe(false)
    expect((await city.database.query('select from identity.outside_subjects')).rowCount).toBe(
      before.rowCount,
    )
  })

  it('having changed their mind is told so kindly', async () => {
    const browser = portal.browser()
    const answer = await browser.open(pathOf(await goAndProve(browser, '/sign-in/outside', '')))
    expect(answer.statusCode).toBe(403)
    expect(answer.body).toContain('途中でやめました')
  })

  it('a second time is not signed in again', async () => {
    const browser = portal.browser()
    const back = pathOf(await goAndProve(browser, '/sign-in/outside', 'hanako-there'))
    const cookies = new Map(browser.cookies)
    expect((await browser.open(back)).statusCode).toBe(303)
    const again = portal.browser()
    for (const [name, value] of cookies) again.cookies.set(name, value)
    expect((await again.open(back)).statusCode).toBe(409)
  })

  it('with another browser is not signed in, and the right one still is', async () => {
    const browser = portal.browser()
    const back = pathOf(await goAndProve(browser, '/sign-in/outside', 'hanako-there'))
    const other = portal.browser()
    await goAndProve(other, '/sign-in/outside', 'other-there')
    expect((await other.open(back)).statusCode).toBe(409)
    expect(await isSignedIn(other)).toBe(false)
    expect((await browser.open(back)).statusCode).toBe(303)
  })

  it('with the code of another browser is refused by the provider', async () => {
    const [mine, theirs] = [portal.browser(), portal.browser()]
    const back = await goAndProve(mine, '/sign-in/outside', 'hanako-there')
    const stolen = await goAndProve(theirs, '/sign-in/outside', 'other-there')
    back.searchParams.set('code', stolen.searchParams.get('code')!)
    expect((await mine.open(pathOf(back))).statusCode).toBe(403)
    expect(await isSignedIn(mine)).toBe(false)
  })

  it('with another verifier than was promised is refused by the provider', async () => {
    const browser = portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    await asOwner(
      city,
      `update identity.oidc_documents set document = document || '{"verifier":"${'x'.repeat(43)}"}'`,
    )
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('too late is told to begin again', async () => {
    const browser = portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    await asOwner(city, `update identity.oidc_documents set expires_at = now() - interval '1 second'`)
    expect((await browser.open(pathOf(back))).statusCode).toBe(409)
    await forgetExpired(city)
    expect((await city.database.query('select from identity.oidc_documents')).rows).toEqual([])
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
    const browser = portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    change(back)
    expect((await browser.open(pathOf(back))).statusCode).toBe(status)
    expect(await isSignedIn(browser)).toBe(false)
  })

  it('to another address that is asked for goes nowhere', async () => {
    const browser = portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    back.searchParams.set('next', 'https://evil.test')
    expect((await browser.open(pathOf(back))).headers['location']).toBe('/home')
  })

  it('to a city that meanwhile has another provider is told to begin again', async () => {
    const browser = portal.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    const other = (await pagesWith({ clientId: 'azukari-other' })).browser()
    for (const [name, value] of browser.cookies) other.cookies.set(name, value)
    expect((await other.open(pathOf(back))).statusCode).toBe(409)
  })

  it('less surely known than the city asks is not signed in', async () => {
    const pages = await pagesWith({ acrValues: ['card-was-read'] })
    const browser = pages.browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
    expect(await isSignedIn(browser)).toBe(false)
  })
})

describe('What the provider answers', () => {
  it.each(['nonce', 'audience', 'issuer', 'expired', 'other-key', 'unsigned', 'shared-secret'] as const)(
    'is not believed when of the id token this is wrong: %s',
    async (fault) => {
      await provider.be(fault)
      const pages = await pagesWith()
      const browser = pages.browser()
      const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
      const answer = await browser.open(pathOf(back))
      await provider.be('none')
      expect(answer.statusCode).toBe(403)
      expect(answer.body).toContain('確かめられませんでした')
      expect(await isSignedIn(browser)).toBe(false)
    },
  )

  it.each([
    ['broken', 503],
    ['slow', 503],
    ['huge', 403],
    ['moved', 403],
    ['authorization-elsewhere', 403],
  ] as const)(
    'is a page with what to do, and no way out, when it is %s',
    async (fault, status) => {
      await provider.be(fault)
      const browser = (await pagesWith()).browser()
      await browser.open('/sign-in/outside')
      const began = performance.now()
      const answer = await browser.submit('/sign-in/outside')
      await provider.be('none')
      expect(performance.now() - began).toBeLessThan(8_000)
      expect(answer.statusCode).toBe(status)
      expect(answer.headers['refresh']).toBeUndefined()
      expect(answer.body).toContain('href="/sign-in"')
    },
    20_000,
  )

  it('brings our assertion to no other origin', async () => {
    await provider.be('token-elsewhere')
    const browser = (await pagesWith()).browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    await provider.be('none')
    expect((await browser.open(pathOf(back))).statusCode).toBe(403)
  })

  it('is not waited for when there is nobody', async () => {
    const browser = (await pagesWith({ issuer: 'http://127.0.0.1:1' })).browser()
    await browser.open('/sign-in/outside')
    expect((await browser.submit('/sign-in/outside')).statusCode).toBe(503)
  })

  it('is as good when the assertion is addressed to the token endpoint', async () => {
    const browser = (await pagesWith({ assertionAudience: 'token-endpoint' })).browser()
    const back = await goAndProve(browser, '/sign-in/outside', 'hanako-there')
    expect((await browser.open(pathOf(back))).statusCode).toBe(303)
  })
})

describe('Where the city has no outside provider', () => {
  it('there are no such pages and no link to them', async () => {
    const plain = await openTestPortal(city)
    open.push(plain)
    const browser = await plain.signedIn(hanako)
    for (const page of ['/sign-in/outside', '/settings/outside', '/outside/callback?state=x'])
      expect((await browser.open(page)).statusCode).toBe(404)
    expect((await browser.open('/settings')).body).not.toContain('/settings/outside')
  })
})
