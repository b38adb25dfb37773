import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCityWithApps, callMe, TestApp } from '../../test/support/app.ts'
import { agree, answersOf, aResident, aUse, aVendor, deposit, stepsFile } from '../../test/support/city.ts'
import { registerTestCompany, tokenOf } from '../../test/support/http-company.ts'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { aProgram, programToken } from '../../test/support/program.ts'
import { actsOf } from '../consent/index.ts'
import { appScopes, startSession, type AppScope } from '../identity/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const vendor = await aVendor(city)
const use = await aUse(city, vendor)
const somebody = async (scopes: readonly AppScope[] = appScopes) => {
  const residentId = await aResident(city)
  return { residentId, ...(await app.tokens(residentId, scopes)) }
}
const get = (token: string, path: string) => callMe(scene, token, 'GET', `/me/v1${path}`)
const post = (token: string, path: string, body: object, key: string = randomUUID()) =>
  callMe(scene, token, 'POST', `/me/v1${path}`, { body, key })

const nothing = '11111111-1111-4111-8111-111111111111'
const share = {
  items: ['activity.steps'],
  from: '2026-11-01',
  to: '2026-11-20',
  period: '1-hour',
  once: true,
}
const routes = [
  // scope, method, path, body
  ['me:read', 'GET', '/app'],
  ['me:read', 'GET', '/sessions'],
  ['me:read', 'GET', '/notices'],
  ['me:read', 'GET', '/deposits'],
  ['me:read', 'GET', `/deposits/${nothing}`],
  ['me:read', 'GET', '/items'],
  ['me:read', 'GET', '/items/activity.steps/days?from=2026-11-01'],
  ['me:read', 'GET', '/uses'],
  ['me:read', 'GET', '/uses/open'],
  ['me:read', 'GET', '/consents'],
  ['me:read', 'GET', '/history'],
  ['me:read', 'GET', '/acts'],
  ['me:read', 'GET', '/receipts/none'],
  ['me:read', 'GET', '/look-ups'],
  ['me:deposit', 'POST', '/deposits'],
  ['me:deposit', 'GET', `/deposits/${nothing}/preview`],
  ['me:deposit', 'POST', `/deposits/${nothing}/confirm`, {}],
  ['me:deposit', 'POST', `/deposits/${nothing}/discard`],
  ['me:deposit', 'POST', `/deposits/${nothing}/undo`],
  ['me:stop', 'POST', '/stops', { everything: true }],
  ['me:stop', 'POST', '/pauses', { what: { everything: true }, lastDay: null }],
  ['me:stop', 'POST', '/refusals', { useId: use.useId, version: 1, items: ['activity.steps'] }],
  ['me:settings', 'POST', '/notices/read', { upTo: nothing }],
  ['me:settings', 'POST', '/notices/wish', { way: 'here' }],
  ['me:settings', 'POST', '/sessions/end', { everywhere: true }],
  ['me:read', 'GET', '/shares'],
  ['me:read', 'GET', '/openings'],
  ['me:stop', 'POST', '/shares/end', { shareId: nothing }],
  ['me:agree', 'POST', '/shares', share],
  ['me:agree', 'POST', '/consents', { useId: use.useId, version: 1, items: ['activity.steps'] }],
  [
    'me:agree',
    'POST',
    '/replacements',
    { vendorId: use.vendorId, useId: nothing, version: 1, items: ['activity.steps'] },
  ],
  ['me:agree', 'POST', '/resumptions', { useId: use.useId, items: null }],
] as const

describe('A route of /me', () => {
  it('is in the truth table below', () => {
    const described = Object.entries(
      (scene.app.swagger() as unknown as { paths: Record<string, Record<string, unknown>> }).paths,
    )
      .filter(([path]) => path.startsWith('/me/'))
      .flatMap(([path, operations]) => Object.keys(operations).map((one) => `${one.toUpperCase()} ${path}`))
    const known = routes.map(([, method, path]) => {
      const plain = path.split('?')[0] ?? ''
      const named = plain
        .replace(nothing, '{importId}')
        .replace('/activity.steps/', '/{item}/')
        .replace('/receipts/none', '/receipts/{number}')
      return `${method} /me/v1${named}`
    })
    expect(described.toSorted()).toEqual(known.toSorted())
  })

  it.each(appScopes)('opens to an app with %s where it asks for that, and nowhere else', async (scope) => {
    const { access } = await somebody([scope])
    for (const [wanted, method, path, body] of routes) {
      const answer = await callMe(scene, access, method, `/me/v1${path}`, body ? { body } : {})
      if (wanted === scope) expect([401, 403], path).not.toContain(answer.status)
      else expect([answer.status, answer.body.because], path).toEqual([403, 'not-let-in'])
      // Their resident decides this, and nobody of the city.
      if (wanted !== scope) expect(answer.text).toMatch(/\/oidc\/auth/u)
    }
  })

  it('opens to no token of a company, of the sandbox, or of a program, and to nobody without one', async () => {
    const company = await registerTestCompany(city)
    const program = await aProgram(city, 'admin:items')
    const foreign = [
      undefined,
      await tokenOf(scene.app, scene.host, company),
      await tokenOf(scene.app, scene.host, company, 'sandbox'),
      await programToken(scene.app, scene.host, program),
    ]
    for (const token of foreign)
      for (const [, method, path, body] of routes) {
        const { status } = await callMe(scene, token, method, `/me/v1${path}`, body ? { body } : {})
        expect(status, `${path} with ${String(token).slice(0, 5)}`).toBe(401)
      }
  })

  it('is described', async () => {
    await expectDescribed(scene.app.swagger() as Parameters<typeof expectDescribed>[0])
  })
})

describe('An app that may look', () => {
  it('sees what its resident sees, and nothing of anybody else', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const importId = await deposit(city, one.residentId, stepsFile({ '2026-11-02': 4321, '2026-11-20': 7 }))
    await agree(city, one.residentId, use)
    expect((await get(one.access, `/deposits/${importId}`)).body).toMatchObject({
      state: 'live',
      holds: { fileName: 'export.xml', chosen: ['activity.steps'] },
    })
    expect((await get(one.access, '/items')).body).toMatchObject({
      items: [{ item: 'activity.steps', days: 2, first: '2026-11-02', last: '2026-11-20' }],
    })
    const days = (await get(one.access, '/items/activity.steps/days?from=2026-11-01')).body
    expect(days).toMatchObject({ days: [{ day: '2026-11-02', figure: { value: 4321 } }, {}], next: null })
    const before = (await get(one.access, '/items/activity.steps/days?from=2026-10-10')).body
    expect(before).toMatchObject({ days: [{ day: '2026-11-02' }], next: '2026-11-10' })
    expect((await get(one.access, '/consents')).body.consents).toHaveLength(2)
    const { acts } = (await get(one.access, '/acts')).body
    expect(acts).toMatchObject([{ kind: 'agreed', channel: 'web' }])
    for (const path of ['/deposits', '/items', '/consents', '/acts', '/history', '/look-ups']) {
      const [list] = Object.values((await get(other.access, path)).body)
      expect([path, list]).toEqual([path, []])
    }
    expect((await get(other.access, `/deposits/${importId}`)).status).toBe(404)
    expect((await get(other.access, `/receipts/${String(acts[0].receiptNumber)}`)).status).toBe(404)
  })

  it('sees on what its resident is signed in, also where a notice tells of it', async () => {
    const { residentId, access } = await somebody()
    await startSession({ ...city, device: 'ipad/safari' }, residentId, 'outside')
    const { sessions } = (await get(access, '/sessions')).body
    expect(sessions).toContainEqual(expect.objectContaining({ way: 'outside', device: 'ipad/safari' }))
    const { notices } = (await get(access, '/notices')).body
    expect(notices).toContainEqual(expect.objectContaining({ kind: 'new-way-in', device: 'ipad/safari' }))
    expect(notices).toContainEqual(expect.objectContaining({ kind: 'app-let-in', device: null }))
  })

  it('is never told who the resident is', async () => {
    const { residentId, access } = await somebody()
    await agree(city, residentId, use)
    for (const [scope, method, path] of routes)
      if (scope === 'me:read') {
        const { text } = await callMe(scene, access, method, `/me/v1${path}`)
        expect(text, path).not.toContain(residentId)
        expect(text, path).not.toContain('青葉')
      }
  })

  it('reads page by page, and no page is larger than it may be', async () => {
    const { residentId, access } = await somebody()
    for (let turn = 0; turn < 4; turn += 1) {
      city.clock.advance(1000)
      await agree(city, residentId, use)
      city.clock.advance(1000)
      await post(access, '/stops', { useId: use.useId })
    }
    const seen: string[] = []
    for (let url: string | null = '/acts?limit=3'; url !== null;) {
      const page: { acts: { receiptNumber: string }[]; next: string | null } = (await get(access, url)).body
      const { acts, next } = page
      expect(acts.length).toBeLessThanOrEqual(3)
      seen.push(...acts.map(({ receiptNumber }) => receiptNumber))
      url = next === null ? null : `/acts?limit=3&before=${encodeURIComponent(next)}`
    }
    expect([seen.length, new Set(seen).size]).toEqual([8, 8])
    expect((await get(access, '/acts?limit=101')).status).toBe(400)
    expect((await get(access, '/acts?resident=x')).status).toBe(400)
  })
})

describe('An app that may stop', () => {
  it.each([
    ['one item', { useId: use.useId, item: 'body.weight' }, { 'body.weight': 'withdrawn' }],
    ['one use', { useId: use.useId }, { 'activity.steps': 'withdrawn', 'body.weight': 'withdrawn' }],
    [
      'a company',
      { vendorId: vendor.vendorId },
      { 'activity.steps': 'withdrawn', 'body.weight': 'withdrawn' },
    ],
    ['everything', { everything: true }, { 'activity.steps': 'withdrawn', 'body.weight': 'withdrawn' }],
  ])('stops %s, with a receipt and by its own door', async (_, what, changed) => {
    const { residentId, access } = await somebody(['me:stop'])
    await agree(city, residentId, use)
    const { status, body } = await post(access, '/stops', what)
    expect([status, typeof body.receiptNumber, body.stillUnderWay]).toEqual([200, 'string', 0])
    const granted = { 'activity.steps': 'granted', 'body.weight': 'granted' }
    expect(await answersOf(city, residentId)).toEqual({ ...granted, ...changed })
    const acts = await actsOf(city, residentId, { before: null, limit: 5 })
    expect(acts.map(({ channel }) => channel)).toContain('app')
  })

  it('stops nothing of anybody else, and hears nothing of them', async () => {
    const [one, other] = [await somebody(), await somebody()]
    await agree(city, one.residentId, use)
    const answer = await post(other.access, '/stops', { everything: true })
    expect(answer.body).toEqual({ receiptNumber: null, stoppedAt: null, stillUnderWay: 0 })
    expect(await answersOf(city, one.residentId)).toMatchObject({ 'activity.steps': 'granted' })
  })

  it('does it once for a key, and is answered the same again', async () => {
    const { residentId, access } = await somebody()
    await agree(city, residentId, use)
    const key = randomUUID()
    const first = await post(access, '/stops', { useId: use.useId }, key)
    await agree(city, residentId, use)
    const again = await post(access, '/stops', { useId: use.useId }, key)
    expect(again.body).toEqual(first.body)
    expect(await answersOf(city, residentId)).toMatchObject({ 'activity.steps': 'granted' })
    expect((await post(access, '/stops', { everything: true }, key)).body.because).toBe('key-used')
    const bare = await scene.app.inject({
      method: 'POST',
      url: '/me/v1/stops',
      headers: { host: scene.host, authorization: `Bearer ${access}` },
      payload: { everything: true },
    })
    expect(bare.statusCode).toBe(400)
  })

  it('does it once when the same comes ten times at once', async () => {
    const { residentId, access } = await somebody()
    await agree(city, residentId, use)
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(access, '/stops', { everything: true }, key)),
    )
    const done = answers.filter(({ status }) => status === 200)
    expect(new Set(done.map(({ text }) => text)).size).toBe(1)
    expect(answers.every(({ status, body }) => status === 200 || body.because === 'being-done')).toBe(true)
    const acts = await actsOf(city, residentId, { before: null, limit: 50 })
    expect(acts.filter(({ kind }) => kind === 'stopped')).toHaveLength(1)
  })

  it('of two residents the same key means two things', async () => {
    const [one, other] = [await somebody(), await somebody()]
    await agree(city, one.residentId, use)
    const key = randomUUID()
    expect((await post(other.access, '/stops', { everything: true }, key)).status).toBe(200)
    expect((await post(one.access, '/stops', { useId: use.useId }, key)).body.receiptNumber).not.toBeNull()
  })
})

describe('An app that may agree', () => {
  const yes = { useId: use.useId, version: 1, items: ['activity.steps'] }

  it('agrees within ten minutes of what its resident has shown', async () => {
    const { residentId, access } = await somebody()
    const answer = await post(access, '/consents', yes)
    expect([answer.status, typeof answer.body.receiptNumber]).toEqual([200, 'string'])
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it('does not agree after that, with the same token or a renewed one; stopping goes on', async () => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId, { agoMs: 9 * 60_000 + 58_000 })
    const code = await app.letIn(browser)
    const first = (await app.exchange(code)).json()
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    const renewed = (await app.renew(first.refresh_token)).json()
    for (const token of [first.access_token, renewed.access_token]) {
      const { status, body } = await post(token, '/consents', yes)
      expect([status, body.because]).toEqual([403, 'let-in-again'])
    }
    expect(await answersOf(city, residentId)).toEqual({})
    expect((await post(renewed.access_token, '/stops', { everything: true })).status).toBe(200)
  })

  it.each([
    [{ ...yes, version: 2 }, 409],
    [{ ...yes, items: ['activity.steps', 'sleep.stage'] }, 422],
    [{ ...yes, useId: nothing }, 404],
    [{ ...yes, residentId: nothing }, 400],
  ])('is refused %o as a page would be: %i', async (body, status) => {
    const { residentId, access } = await somebody()
    expect((await post(access, '/consents', body)).status).toBe(status)
    expect(await answersOf(city, residentId)).toEqual({})
  })
})
