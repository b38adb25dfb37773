import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CapturedLog, createTestApp, tenantWithoutStores } from '../../../test/support/http.ts'
import { answerRefusal, type App } from './index.ts'
import { problemSchema } from './problem.ts'

const host = 'city.test'
const planted = 'PlantedPersonalValue'
const captured = new CapturedLog()
let app: App

const table = {
  withdrawn: {
    status: 410,
    ja: '同意は取り消されました。',
    jaEasy: '止(と)めました。',
    en: 'Consent was withdrawn.',
  },
} as const

beforeAll(async () => {
  app = await createTestApp([tenantWithoutStores(host)], {
    log: captured.log,
    errorPage: ({ words, because, incident }) => `<h1>${words.ja}</h1>${because} ${incident ?? ''}`,
  })
  const program = { config: { caller: 'program' } } as const
  app.get('/refused', (request, reply) => answerRefusal(request, reply, { because: 'withdrawn' }, table))
  app.get('/refused/api', program, (request, reply) =>
    answerRefusal(request, reply, { because: 'withdrawn' }, table),
  )
  app.get('/fault', program, () => {
    throw new Error(`cannot find ${planted}`)
  })
  app.get('/pretender', program, () => {
    throw Object.assign(new Error(planted), { statusCode: 403, code: 'EACCES' })
  })
  const schema = {
    querystring: z.strictObject({ use: z.uuid(), limit: z.coerce.number().max(5).optional() }),
    body: z.strictObject({ items: z.array(z.number()) }),
  }
  app.post('/strict/:id', { ...program, schema }, () => ({ ok: true }))
  await app.ready()
})
afterAll(() => app.close())

function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ url, headers: { host, ...headers } })
}

describe('A refusal', () => {
  it('is a problem document with a closed reason and its sentence in both languages', async () => {
    const answer = await get('/refused')
    expect(answer.statusCode).toBe(410)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(problemSchema.parse(answer.json())).toMatchObject({
      type: '/problems/withdrawn',
      title: '同意は取り消されました。',
      titles: { ja: '同意は取り消されました。', en: 'Consent was withdrawn.' },
      status: 410,
      because: 'withdrawn',
    })
  })

  it('speaks English to who asks for it', async () => {
    expect((await get('/refused', { 'accept-language': 'en-GB,ja;q=0.5' })).json().title).toBe(
      'Consent was withdrawn.',
    )
  })

  it('is a page for a browser', async () => {
    const answer = await get('/refused', { accept: 'text/html,*/*' })
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    expect(answer.body).toContain('<h1>同意は取り消されました。</h1>withdrawn')
  })

  it('is never a page for a program', async () => {
    const answer = await get('/refused/api', { accept: 'text/html,*/*' })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  })
})

describe('What the door refuses by itself', () => {
  const strict = `/strict/1?use=6f1fbd5c-0d13-4a3c-8c8e-1d9e1f0a2b3c`
  const json = { 'content-type': 'application/json' }
  const requests = [
    // what is wrong                     method  url                 headers                body             status  because
    ['no such page', 'GET', `/${planted}`, {}, undefined, 404, 'not-found'],
    ['another method', 'DELETE', '/fault', {}, undefined, 404, 'not-found'],
    ['an unknown host', 'GET', '/refused', { host: 'else.test' }, undefined, 404, 'unknown-host'],
    ['an address that cannot be read', 'GET', '/%E0%A4%A', {}, undefined, 400, 'malformed'],
    ['broken JSON', 'POST', strict, json, `{"${planted}`, 400, 'malformed'],
    ['an empty JSON body', 'POST', strict, json, '', 400, 'malformed'],
    ['a prototype in JSON', 'POST', strict, json, '{"__proto__":{}}', 400, 'malformed'],
    [
      'an unknown kind of body',
      'POST',
      strict,
      { 'content-type': 'text/x' },
      'x',
      415,
      'unsupported-media-type',
    ],
    ['a body over 1 MiB', 'POST', strict, json, `"${'x'.repeat(1_048_576)}"`, 413, 'too-large'],
    ['a wrong body', 'POST', strict, json, `{"items":["${planted}"]}`, 400, 'malformed'],
    ['a wrong query', 'POST', `/strict/1?use=${planted}`, json, '{"items":[]}', 400, 'malformed'],
  ] as const

  it.each(requests)('%s', async (_, method, url, headers, payload, status, because) => {
    const answer = await app.inject({
      method,
      url,
      headers: { host, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    expect([answer.statusCode, answer.json().because]).toEqual([status, because])
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(problemSchema.safeParse(answer.json()).success).toBe(true)
    expect(answer.body).not.toContain(planted)
  })

  it('names the fields that are malformed, never what stood there', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: strict,
      headers: { host },
      payload: { items: [1, planted], [planted]: 1 },
    })
    expect(answer.json().fields).toEqual(['/items/1', '/'])
  })
})

describe('A fault of ours', () => {
  it.each(['/fault', '/pretender'])('%s tells an incident number and nothing else', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(500)
    expect(answer.json().because).toBe('fault')
    expect(answer.body).not.toContain(planted)
    expect(captured.text).toContain(answer.json().incident)
  })
})

describe('The log of all this', () => {
  it('has the pattern of each route, and no value anybody sent', () => {
    expect(captured.text).toContain('"route":"/strict/:id"')
    expect(captured.text).not.toContain(planted)
    expect(captured.text).not.toContain('6f1fbd5c')
  })
})
