import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CapturedLog, createTestApp, TestBrowser, tenantWithoutStores } from '../../../test/support/http.ts'
import { formToken, uploadedParts, type App } from './index.ts'

const host = 'city.test'
const captured = new CapturedLog()
let app: App

beforeAll(async () => {
  app = await createTestApp([tenantWithoutStores(host), tenantWithoutStores('other.test')], {
    log: captured.log,
  })
  app.get('/page', (request, reply) =>
    reply.type('text/html').send(`<input type="hidden" name="_csrf" value="${formToken(request, reply)}">`),
  )
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)
    app.route({ method, url: '/do', handler: (request) => ({ done: true, body: request.body ?? null }) })
  const city = { config: { portal: 'city' } } as const
  app.get('/city', city, (request, reply) =>
    reply.type('text/html').send(`<input type="hidden" name="_csrf" value="${formToken(request, reply)}">`),
  )
  app.post('/city', city, () => ({ done: true }))
  app.post('/api', { config: { caller: 'program' } }, () => ({ done: true }))
  app.post('/upload', { config: { upload: true } }, async (request) => {
    // In earnest the resident is looked up first: what is short has come to its end by then.
    await sleep(20)
    const names: string[] = []
    for await (const part of uploadedParts(request)) {
      names.push(part.fieldname)
      if (part.type === 'file') for await (const chunk of part.file) void chunk
    }
    return { names }
  })
  await app.ready()
})
afterAll(() => app.close())

async function browserAtPage(at = host): Promise<TestBrowser> {
  const browser = new TestBrowser(app, at)
  await browser.open('/page')
  return browser
}

const origin = `http://${host}`

describe('A form that changes something', () => {
  const right = 'right'
  const table = [
    // method    Sec-Fetch-Site   Origin                     token     answer
    ['POST', 'same-origin', origin, right, 200],
    ['POST', 'same-origin', undefined, right, 200],
    ['POST', undefined, origin, right, 200],
    ['PUT', undefined, origin, right, 200],
    ['PATCH', undefined, origin, right, 200],
    ['DELETE', undefined, origin, right, 200],
    ['GET', 'cross-site', 'https://evil.test', undefined, 200],
    ['POST', undefined, undefined, right, 403],
    ['POST', undefined, 'null', right, 403],
    ['POST', undefined, 'https://evil.test', right, 403],
    ['POST', undefined, `https://${host}`, right, 403],
    ['POST', undefined, `${origin}:8080`, right, 403],
    ['POST', undefined, `http://sub.${host}`, right, 403],
    ['POST', undefined, 'http://other.test', right, 403],
    ['POST', 'cross-site', origin, right, 403],
    ['POST', 'same-site', origin, right, 403],
    ['POST', 'none', undefined, right, 403],
    ['POST', 'same-origin', origin, undefined, 403],
    ['POST', 'same-origin', origin, '', 403],
    ['POST', 'same-origin', origin, 'A'.repeat(43), 403],
    ['PUT', 'same-origin', origin, undefined, 403],
    ['PATCH', 'same-origin', origin, undefined, 403],
    ['DELETE', 'same-origin', origin, undefined, 403],
    ['DELETE', undefined, 'https://evil.test', right, 403],
  ] as const

  it.each(table)('%s, site %s, origin %s, token %s → %i', async (method, site, from, token, status) => {
    const browser = await browserAtPage()
    const sent = token === right ? browser.formToken : token
    const answer = await app.inject({
      method,
      url: '/do',
      headers: {
        host,
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(site === undefined ? {} : { 'sec-fetch-site': site }),
        ...(from === undefined ? {} : { origin: from }),
        ...(method === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(method === 'GET' || sent === undefined ? {} : { payload: `_csrf=${sent}&choice=yes` }),
    })
    expect(answer.statusCode).toBe(status)
    if (method !== 'GET' && status === 200) expect(answer.json().body).toEqual({ choice: 'yes' })
  })

  it('with the token of another browser is refused', async () => {
    const [mine, other] = [await browserAtPage(), await browserAtPage()]
    const answer = await mine.post('/do', `_csrf=${other.formToken}`)
    expect(answer.statusCode).toBe(403)
    expect(JSON.parse(answer.body).because).toBe('stale-form')
  })

  it('with the right token and without the cookie it was made under is refused', async () => {
    const browser = await browserAtPage()
    const token = browser.formToken
    browser.cookies.clear()
    expect((await browser.post('/do', `_csrf=${token}`)).statusCode).toBe(403)
  })

  it('is not asked of a program, which has no cookies', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api', headers: { host } })
    expect(answer.statusCode).toBe(200)
  })

  it('may not be multipart where the route takes no upload', async () => {
    const browser = await browserAtPage()
    const answer = await browser.upload('/do', { field: 'file', name: 'a', body: Buffer.from('x') })
    expect(answer.statusCode).toBe(415)
  })
})

describe('A browser in which a resident and a member of staff are signed in', () => {
  const table = [
    // token from  sent to   answer
    ['/page', '/do', 200],
    ['/city', '/city', 200],
    ['/page', '/city', 403],
    ['/city', '/do', 403],
  ] as const

  it.each(table)('sends the token of %s to %s: %i', async (from, to, expected) => {
    const browser = new TestBrowser(app, host)
    browser.cookies.set('azukari-session', 'r'.repeat(43))
    browser.cookies.set('azukari-staff', 's'.repeat(43))
    await browser.open(from)
    expect((await browser.submit(to)).statusCode).toBe(expected)
  })
})

describe('An upload', () => {
  const file = { field: 'file', name: 'export.zip', body: Buffer.alloc(200_000, 7) }

  it('is read after its token, which comes first', async () => {
    const browser = await browserAtPage()
    const answer = await browser.upload('/upload', file)
    expect(JSON.parse(answer.body)).toEqual({ names: ['file'] })
  })

  it.each([[''], ['A'.repeat(43)]])('with the token "%s" is refused before the file', async (token) => {
    const browser = await browserAtPage()
    expect((await browser.upload('/upload', file, token)).statusCode).toBe(403)
  })

  it('whose token comes after the file is refused', async () => {
    const browser = await browserAtPage()
    const part = (header: string, body: string) =>
      `--b\r\ncontent-disposition: form-data; ${header}\r\n\r\n${body}\r\n`
    const payload =
      part('name="file"; filename="a"', 'x') + part('name="_csrf"', browser.formToken) + '--b--\r\n'
    const answer = await browser.post('/upload', payload, {
      'content-type': 'multipart/form-data; boundary=b',
    })
    expect(answer.statusCode).toBe(403)
  })

  it('over the limit is refused as too large', async () => {
    const browser = await browserAtPage()
    const answer = await browser.upload('/upload', { ...file, body: Buffer.alloc(1_100_000) })
    expect(answer.statusCode).toBe(413)
  })

  it('that is refused half-way is answered, and leaves no connection behind that keeps the server from closing', async () => {
    const [real, held] = [await appWithUpload(), await browserAtPage()]
    const url = await real.listen({ host: '127.0.0.1', port: 0 })
    const form = new FormData()
    form.append('_csrf', 'A'.repeat(43))
    form.append('file', new Blob([Buffer.alloc(20_000_000)]), 'export.zip')
    const cookie = [...held.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(`${url}/upload`, { method: 'POST', body: form, headers })
    expect(answer.status).toBe(403)
    await answer.text()
    await real.close()
  })
})

async function appWithUpload(): Promise<App> {
  const made = await createTestApp([tenantWithoutStores('127.0.0.1')])
  made.post('/upload', { config: { upload: true } }, () => 'read')
  return made
}

describe('An upload that is not whole', () => {
  const field = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const fileHead = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n'
  const typed = 'multipart/form-data; boundary=b'
  const table: readonly (readonly [string, string, (token: string) => string])[] = [
    // what came                       content-type         body
    ['no multipart at all', typed, () => 'garbage'],
    ['nothing after the token', typed, (token) => field('_csrf', token)],
    ['a cut in the token', typed, (token) => field('_csrf', token).slice(0, -20)],
    ['a cut in a head', typed, (token) => field('_csrf', token) + fileHead.slice(0, 40)],
    ['a cut in a short file', typed, (token) => field('_csrf', token) + fileHead + 'x'],
    ['a cut in the file', typed, (token) => field('_csrf', token) + fileHead + 'x'.repeat(200_000)],
    ['no boundary', 'multipart/form-data', (token) => field('_csrf', token)],
    ['an empty boundary', 'multipart/form-data; boundary=', (token) => field('_csrf', token)],
  ]

  it.each(table)('%s: is refused as malformed, and no fault of ours', async (_, contentType, body) => {
    const browser = await browserAtPage()
    const answer = await browser.post('/upload', body(browser.formToken), { 'content-type': contentType })
    expect([answer.statusCode, JSON.parse(answer.body).because]).toEqual([400, 'malformed'])
    expect(captured.text).not.toContain('"fault"')
  })

  it('because its browser was closed is no fault of ours either', async () => {
    const log = new CapturedLog()
    const [real, browser] = [await appWithReading(log), await browserAtPage()]
    const { port } = new URL(await real.listen({ host: '127.0.0.1', port: 0 }))
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    const head = `POST /upload HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\nsec-fetch-site: same-origin`
    const sent = field('_csrf', browser.formToken) + fileHead + 'x'.repeat(100_000)
    socket.write(`${head}\r\ncontent-type: ${typed}\r\ncontent-length: 9000000\r\n\r\n${sent}`)
    await expect.poll(() => log.text).toContain('"first bytes"')
    socket.resetAndDestroy()
    await expect.poll(() => log.text).toContain('"broken off"')
    await real.close()
    expect(log.text).not.toContain('"fault"')
  })
})

/** Tells when the file begins to come, and when reading it ends before its time. */
async function appWithReading({ log }: CapturedLog): Promise<App> {
  const made = await createTestApp([tenantWithoutStores('127.0.0.1')], { log })
  made.post('/upload', { config: { upload: true } }, async (request) => {
    try {
      for await (const part of uploadedParts(request))
        if (part.type === 'file') for await (const chunk of part.file) if (chunk) log.info('first bytes')
      return 'read'
    } finally {
      log.info('broken off')
    }
  })
  return made
}
