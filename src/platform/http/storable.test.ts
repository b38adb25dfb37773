import { afterEach, describe, expect, it } from 'vitest'
import { createTestApp, tenantWithoutStores } from '../../../test/support/http.ts'
import type { App } from './index.ts'
import { isStorable, isStorableAddress } from './storable.ts'

it.each([
  ['/', true],
  ['/data/food.water?days=7&lang=ja-easy', true],
  ['/search?q=%E6%B0%B4&r=a+b&s=%F0%A0%AE%B7', true],
  ['/search?q=%2500', true],
  ['/%00', false],
  ['/a?b=%00', false],
  ['/a?%00=b', false],
  ['/a?b=%ED%A0%80', false],
  ['/a?b=%C0%80', false],
  ['/a?b=%E6%B0', false],
  ['/a?b=%', false],
])('The address %s: %s', (url, isGood) => {
  expect(isStorableAddress(url)).toBe(isGood)
})

it.each([
  [undefined, true],
  [null, true],
  [{ a: ['水', 1, { b: '𠮷' }] }, true],
  [Buffer.from('\0'), true],
  ['\0', false],
  [{ a: 'a\0' }, false],
  [{ 'a\0': 'a' }, false],
  [{ a: [{ b: '\ud800' }] }, false],
  [['\udc00a'], false],
])('The body %j: %s', (body, isGood) => {
  expect(isStorable(body)).toBe(isGood)
})

it('is looked through however deep it is', () => {
  let body: unknown = '\0'
  for (let depth = 0; depth < 100_000; depth += 1) body = [body]
  expect(isStorable(body)).toBe(false)
})

describe('What no database takes', () => {
  let app: App | undefined
  afterEach(() => app?.close())

  it.each([
    ['{"a":"\\u0000"}', 400],
    ['{"a":"\\ud800"}', 400],
    ['{"a":"水"}', 200],
  ])('is refused in a body: %s', async (payload, status) => {
    app = await createTestApp([tenantWithoutStores('city.test')])
    app.post('/there', { config: { caller: 'program' } }, () => 'taken')
    const headers = { host: 'city.test', 'content-type': 'application/json' }
    const answer = await app.inject({ method: 'POST', url: '/there', headers, payload })
    expect([answer.statusCode, status === 400 && answer.json().because]).toEqual([
      status,
      status === 400 && 'malformed',
    ])
  })
})
