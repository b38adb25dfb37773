import { afterEach, describe, expect, it } from 'vitest'
import { createTestApp, tenantWithoutStores } from '../../../test/support/http.ts'
import { mostRegistrationsADay } from '../../vendors/rules.ts'
import { noteLive, type App } from './index.ts'
import { usualLimits } from './rate-limits.ts'

const host = 'city.test'
const session = (letter: string) => ({ host, cookie: `azukari-session=${letter.repeat(43)}` })
let app: App | undefined

afterEach(() => app?.close())

async function appWith(limits: object, trustedProxies: string[] = []): Promise<App> {
  app = await createTestApp([tenantWithoutStores(host)], { limits, trustedProxies })
  app.get('/page', () => 'page')
  app.get('/other-page', () => 'page')
  app.get('/home', (request) => {
    // As a guard does that has looked it up: here whatever comes with an A is a session.
    if (request.headers.cookie?.includes('AAA')) noteLive(request)
    return 'home'
  })
  app.get('/stop-by-app', { config: { caller: 'program', bucket: 'stop' } }, () => 'stopped')
  app.get('/stop', { config: { bucket: 'stop' } }, () => 'stopped')
  app.get('/card-stop', { config: { bucket: 'card-stop' } }, () => 'stopped')
  app.get('/sign-in', { config: { bucket: 'sign-in' } }, () => 'in')
  app.get('/register', async (request, reply) => {
    if (await request.server.isOneTooManyToday(request, reply)) return reply.code(429).send()
    return 'registered'
  })
  app.get('/api', { config: { caller: 'program' } }, () => 'records')
  return app
}

async function statuses(of: App, url: string, headers: Record<string, string>, times: number) {
  const answers = []
  for (let asked = 0; asked < times; asked += 1) answers.push((await of.inject({ url, headers })).statusCode)
  return answers
}

describe('A caller who asks too often', () => {
  it('is told to wait, and how long', async () => {
    const of = await appWith({ page: 2 })
    expect(await statuses(of, '/page', session('a'), 3)).toEqual([200, 200, 429])
    const answer = await of.inject({ url: '/page', headers: session('a') })
    expect(answer.json().because).toBe('too-many-requests')
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('is counted over all pages together', async () => {
    const of = await appWith({ page: 2 })
    await statuses(of, '/page', session('a'), 2)
    expect(await statuses(of, '/other-page', session('a'), 1)).toEqual([429])
  })

  it('does not use up what another session may ask', async () => {
    const of = await appWith({ page: 2 })
    await statuses(of, '/page', session('a'), 5)
    expect(await statuses(of, '/page', session('b'), 1)).toEqual([200])
  })

  it('cannot get around it with tokens made up each time: the address is counted too', async () => {
    const of = await appWith({ address: 3 })
    const asked = []
    for (const token of ['a', 'b', 'c', 'd'])
      asked.push(...(await statuses(of, '/api', { host, authorization: `Bearer ${token}` }, 1)))
    expect(asked).toEqual([200, 200, 200, 429])
  })
})

describe('A network from which companies register', () => {
  it.each([
    // one                    another                  are one
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.2', false],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['2001:db8::1', '2001:db8::2', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ])('%s and %s are counted as one for the day: %s', async (one, another, areOne) => {
    const of = await appWith({ 'register-day': 2 })
    const ask = async (remoteAddress: string) =>
      (await of.inject({ url: '/register', headers: { host }, remoteAddress })).statusCode
    expect([await ask(one), await ask(one), await ask(one)]).toEqual([200, 200, 429])
    expect(await ask(another)).toBe(areOne ? 429 : 200)
  })

  it.each([
    ['address', '/page'],
    ['stop-address', '/stop'],
    ['card-stop', '/card-stop'],
    ['sign-in', '/sign-in'],
  ] as const)('is one in the bucket %s, too: a household has 2^64 addresses', async (bucket, url) => {
    const of = await appWith({ [bucket]: 2 })
    const ask = async (end: string) =>
      (await of.inject({ url, headers: { host }, remoteAddress: `2001:db8:1:2::${end}` })).statusCode
    expect([await ask('1'), await ask('2'), await ask('3')]).toEqual([200, 200, 429])
  })

  it('uses up less than a tenth of what the city takes in a day, and none of what it may look at', async () => {
    expect(usualLimits['register-day']).toBeLessThanOrEqual(mostRegistrationsADay / 10)
    const of = await appWith({ 'register-day': 1 })
    expect(await statuses(of, '/register', { host }, 2)).toEqual([200, 429])
    expect(await statuses(of, '/page', { host }, 1)).toEqual([200])
  })
})

describe('A resident who wants to stop', () => {
  it('is never held up by pages, programs or neighbours at the same address', async () => {
    const of = await appWith({ page: 2, program: 2, address: 6, stop: 3, 'stop-address': 100 })
    await statuses(of, '/page', session('a'), 10)
    await statuses(of, '/api', { host }, 10)
    await statuses(of, '/stop', session('n'), 10)
    await statuses(of, '/stop', { host }, 10)
    expect(await statuses(of, '/page', session('a'), 1)).toEqual([429])
    expect(await statuses(of, '/stop', session('a'), 3)).toEqual([200, 200, 200])
  })
})

describe('Who only says that they are signed in', () => {
  const madeUp = (turn: number) => `${'x'.repeat(40)}${String(turn).padStart(3, '0')}`

  it.each([
    ['/stop', (turn: number) => ({ host, cookie: `azukari-session=${madeUp(turn)}` })],
    ['/stop-by-app', (turn: number) => ({ host, authorization: `Bearer ${madeUp(turn)}` })],
  ] as const)('is held at %s by their address, with a new name each time', async (url, headersOf) => {
    const of = await appWith({ 'stop-address': 3 })
    const asked = []
    for (let turn = 0; turn < 5; turn += 1) asked.push(...(await statuses(of, url, headersOf(turn), 1)))
    expect(asked).toEqual([200, 200, 200, 429, 429])
  })

  it('keeps nobody who is signed in, at the same address, from the page and the button by which they stop', async () => {
    const of = await appWith({ 'stop-address': 3, address: 3 })
    expect(await statuses(of, '/home', session('A'), 1)).toEqual([200])
    for (let turn = 0; turn < 9; turn += 1) {
      await statuses(of, '/stop', { host, cookie: `azukari-session=${madeUp(turn)}` }, 1)
      await statuses(of, '/page', { host, cookie: `azukari-session=${madeUp(turn)}` }, 1)
    }
    expect(await statuses(of, '/page', session('b'), 1)).toEqual([429])
    expect(await statuses(of, '/stop', session('b'), 1)).toEqual([429])
    for (const url of ['/home', '/page', '/stop'])
      expect(await statuses(of, url, session('A'), 5)).toEqual([200, 200, 200, 200, 200])
  })

  it('is not somebody for having asked often', async () => {
    const of = await appWith({ address: 3, page: 4 })
    expect(await statuses(of, '/home', session('b'), 4)).toEqual([200, 200, 200, 429])
  })

  it('is counted by itself where it is true', async () => {
    const of = await appWith({ address: 3, page: 4 })
    expect(await statuses(of, '/home', session('A'), 5)).toEqual([200, 200, 200, 200, 429])
  })
})

describe('The address that is counted', () => {
  const [client, neighbour, proxy, other] = ['203.0.113.1', '203.0.113.2', '10.0.0.5', '198.51.100.7']
  const table: readonly (readonly [string, string[], string, [string | undefined, number][]])[] = [
    // who is trusted                             connects   says it asks for, and the answer, one after another
    [
      'nobody: a client that makes up addresses',
      [],
      client,
      [
        [undefined, 200],
        [neighbour, 200],
        [other, 429],
      ],
    ],
    [
      'the proxy: each of its clients by itself',
      [proxy],
      proxy,
      [
        [client, 200],
        [client, 200],
        [client, 429],
        [neighbour, 200],
      ],
    ],
    [
      'the proxy, by its range',
      ['10.0.0.0/8'],
      proxy,
      [
        [client, 200],
        [client, 200],
        [client, 429],
        [neighbour, 200],
      ],
    ],
    [
      'the proxy: what a client made up before it reached the proxy',
      [proxy],
      proxy,
      [
        [`${other}, ${client}`, 200],
        [`${neighbour}, ${client}`, 200],
        [`${proxy}, ${client}`, 429],
      ],
    ],
    [
      'two proxies in a row',
      [proxy, other],
      other,
      [
        [`${client}, ${proxy}`, 200],
        [`${client}, ${proxy}`, 200],
        [`${client}, ${proxy}`, 429],
        [`${neighbour}, ${proxy}`, 200],
      ],
    ],
    [
      'the proxy: a client that goes around it',
      [proxy],
      client,
      [
        [neighbour, 200],
        [other, 200],
        [proxy, 429],
      ],
    ],
  ]

  it.each(table)('when this is trusted: %s', async (_, trusted, remoteAddress, asked) => {
    const of = await appWith({ address: 2 }, trusted)
    for (const [forwarded, status] of asked) {
      const headers = { host, ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) }
      const answer = await of.inject({ url: '/page', headers, remoteAddress })
      expect([forwarded, answer.statusCode]).toEqual([forwarded, status])
    }
  })

  it('may come with a host only from a proxy that is trusted', async () => {
    const of = await appWith({}, [proxy])
    const headers = { host: 'inside.test', 'x-forwarded-host': host }
    const statusFrom = async (remoteAddress: string) =>
      (await of.inject({ url: '/page', headers, remoteAddress })).statusCode
    expect([await statusFrom(proxy), await statusFrom(client)]).toEqual([200, 404])
  })
})
