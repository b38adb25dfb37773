import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CapturedLog, createTestApp, TestBrowser } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId, type LocalDay } from '../kernel/index.ts'
import { formToken, type App } from '../platform/http/index.ts'
import { enrolResident, type ResidentId } from '../residents/index.ts'
import {
  findSession,
  forgetExpired,
  requireResident,
  residentOf,
  signInForDemo,
  signOut,
  startSession,
} from './index.ts'

let tenant: TestTenant
let other: TestTenant
let app: App
let host = ''
const captured = new CapturedLog()
const hanako = newId<ResidentId>()
const taro = newId<ResidentId>()
const day = '1950-04-01' as LocalDay
const cookieName = 'azukari-session'

beforeAll(async () => {
  ;[tenant, other] = await Promise.all([createTestTenant(), createTestTenant()])
  host = tenant.hosts[0]!
  for (const city of [tenant, other])
    for (const residentId of [hanako, taro])
      await enrolResident(city, { name: '青葉 花子', kana: 'アオバ ハナコ', birthDate: day }, residentId)
  app = await createTestApp([tenant, other], { log: captured.log })
  app.get('/sign-in', (request, reply) =>
    reply.type('text/html').send(`<input name="_csrf" value="${formToken(request, reply)}">`),
  )
  app.post('/sign-in/hanako', (request, reply) => signInForDemo(request, reply, hanako).then(() => 'in'))
  app.post('/sign-in/taro', (request, reply) => signInForDemo(request, reply, taro).then(() => 'in'))
  app.post('/sign-out', (request, reply) => signOut(request, reply).then(() => 'out'))
  app.get('/me', { preHandler: requireResident }, (request, reply) => {
    formToken(request, reply)
    return residentOf(request).residentId
  })
  app.get('/unguarded', (request) => residentOf(request).residentId)
  app.get('/api', { config: { caller: 'program' }, preHandler: requireResident }, () => 'x')
})
afterAll(async () => {
  await app.close()
  await Promise.all([tenant.close(), other.close()])
})

async function signedInBrowser(who: 'hanako' | 'taro' = 'hanako'): Promise<TestBrowser> {
  const browser = new TestBrowser(app, host)
  await browser.open('/sign-in')
  expect((await browser.submit(`/sign-in/${who}`)).statusCode).toBe(200)
  return browser
}

describe('A resident who signs in', () => {
  it('is known on the next page', async () => {
    expect((await (await signedInBrowser()).open('/me')).body).toBe(hanako)
  })

  it('may use several browsers at once', async () => {
    const [phone, home] = [await signedInBrowser(), await signedInBrowser()]
    expect([(await phone.open('/me')).body, (await home.open('/me')).body]).toEqual([hanako, hanako])
  })

  it('gets a new token, and the one the browser had before is worth nothing', async () => {
    const browser = await signedInBrowser('taro')
    const before = browser.cookies.get(cookieName)!
    await browser.open('/sign-in')
    await browser.submit('/sign-in/hanako')
    // 256 bits.
    expect(browser.cookies.get(cookieName)).toMatch(/^[\w-]{43}$/)
    expect(browser.cookies.get(cookieName)).not.toBe(before)
    expect((await browser.open('/me')).body).toBe(hanako)
    expect(await findSession(tenant, before)).toBeUndefined()
  })

  it('never takes over a token planted by somebody else', async () => {
    const planted = 'P'.repeat(43)
    const browser = new TestBrowser(app, host)
    browser.cookies.set(cookieName, planted)
    await browser.open('/sign-in')
    await browser.submit('/sign-in/hanako')
    expect(browser.cookies.get(cookieName)).not.toBe(planted)
    expect(await findSession(tenant, planted)).toBeUndefined()
  })

  it('has forms that were valid before the session no more', async () => {
    const browser = await signedInBrowser()
    expect((await browser.submit('/sign-out')).statusCode).toBe(403)
    expect((await browser.open('/me')).statusCode).toBe(200)
  })
})

describe('A resident who signs out', () => {
  it('is out at once, also for who copied the cookie', async () => {
    const browser = await signedInBrowser()
    const copied = browser.cookies.get(cookieName)!
    await browser.open('/sign-in')
    expect((await browser.submit('/sign-out')).statusCode).toBe(200)
    expect(browser.cookies.has(cookieName)).toBe(false)
    expect((await browser.open('/me')).statusCode).toBe(401)
    expect(await findSession(tenant, copied)).toBeUndefined()
  })

  it('stays signed in on the other browser', async () => {
    const [phone, home] = [await signedInBrowser(), await signedInBrowser()]
    await phone.open('/sign-in')
    await phone.submit('/sign-out')
    expect((await home.open('/me')).statusCode).toBe(200)
  })
})

describe('A session', () => {
  const minute = 60_000
  it.each([
    // seen at minutes after the start                asked at   still good
    [[], 29, true],
    [[], 30, false],
    [[29, 58], 87, true],
    [[29, 58], 88, false],
    [[20, 40], 69, true],
    [Array.from({ length: 28 }, (_, at) => 25 * (at + 1)), 719, true],
    [Array.from({ length: 28 }, (_, at) => 25 * (at + 1)), 720, false],
  ])('seen after %o minutes is, after %i, still good: %s', async (seen, asked, good) => {
    const start = new Date('2026-11-23T00:00:00Z')
    const after = (minutes: number) => new Date(start.getTime() + minutes * minute)
    const token = await startSession(tenant, hanako, 'demo', start)
    for (const at of seen) await findSession(tenant, token, after(at))
    expect((await findSession(tenant, token, after(asked))) !== undefined).toBe(good)
  })

  it.each(['', 'short', 'x'.repeat(44), "' or 1=1 --"])('of the token "%s" does not exist', async (token) => {
    const browser = new TestBrowser(app, host)
    browser.cookies.set(cookieName, token)
    expect((await browser.open('/me')).statusCode).toBe(401)
  })

  it('of one city is worth nothing in another', async () => {
    const browser = await signedInBrowser()
    const abroad = new TestBrowser(app, other.hosts[0]!)
    abroad.cookies.set(cookieName, browser.cookies.get(cookieName)!)
    expect((await abroad.open('/me')).statusCode).toBe(401)
  })

  it('that has run out opens nothing, and lies there until the hourly job forgets it', async () => {
    const start = new Date('2026-11-23T00:00:00Z')
    const token = await startSession(tenant, hanako, 'demo', start)
    const later = new Date(start.getTime() + 720 * minute + 1)
    const count = async () =>
      (await tenant.database.query('select 1 from identity.sessions where created_at = $1', [start])).rows
        .length
    const before = await count()
    await startSession(tenant, hanako, 'demo', later)
    expect([await findSession(tenant, token, later), await count()]).toEqual([undefined, before])
    await forgetExpired(tenant, later)
    expect(await count()).toBe(0)
  })

  it('counts nothing on a route for programs, which checks no form', async () => {
    expect((await (await signedInBrowser()).open('/api')).statusCode).toBe(500)
  })

  it('is not read where nobody required it', async () => {
    expect((await (await signedInBrowser()).open('/unguarded')).statusCode).toBe(500)
  })

  it('leaves its token neither in the database nor in the log', async () => {
    const token = (await signedInBrowser()).cookies.get(cookieName)!
    const { rows } = await tenant.database.query('select * from identity.sessions')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(captured.text).not.toContain(token)
    expect(captured.text).not.toContain(hanako)
  })
})

it('Demo sign-in does not exist outside the demo', async () => {
  const production = await createTestApp([tenant], { mode: 'production' })
  production.get('/form', (request, reply) =>
    reply.type('text/html').send(`<input name="_csrf" value="${formToken(request, reply)}">`),
  )
  production.post('/in', (request, reply) => signInForDemo(request, reply, hanako).then(() => 'in'))
  const browser = new TestBrowser(production, host)
  await browser.open('/form')
  expect((await browser.submit('/in')).statusCode).toBe(500)
  expect(browser.cookies.has(cookieName)).toBe(false)
  await production.close()
})
