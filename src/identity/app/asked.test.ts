import { describe, expect, it } from 'vitest'
import { answerAddress, isNewEnough, readAsked } from './asked.ts'

const now = new Date('2026-11-23T01:00:00Z')
const audience = 'https://city.example/me'
const app = {
  appId: 'app.walk',
  redirectUri: 'https://app.example/back',
  scopes: ['me:read', 'me:stop'] as const,
}
const right = {
  client_id: 'app.walk',
  redirect_uri: 'https://app.example/back',
  response_type: 'code',
  scope: 'me:read',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
}

describe('What an app asks a resident for', () => {
  it('is what it may ask for, in our order and each once', () => {
    const read = readAsked(app, { ...right, scope: 'me:stop me:read  me:stop' }, { audience, now })
    expect(read).toMatchObject({
      ok: true,
      asked: { scopes: ['me:read', 'me:stop'], state: null, maxAge: null },
    })
  })

  it.each([
    // asked wrongly                                        what the app is told
    [{ ...right, response_type: 'token' }, 'unsupported_response_type'],
    [{ ...right, response_type: 'code id_token' }, 'unsupported_response_type'],
    [{ ...right, response_type: undefined }, 'invalid_request'],
    [{ ...right, code_challenge: undefined }, 'invalid_request'],
    [{ ...right, code_challenge_method: undefined }, 'invalid_request'],
    [{ ...right, code_challenge_method: 'plain' }, 'invalid_request'],
    [{ ...right, code_challenge: 'x'.repeat(42) }, 'invalid_request'],
    [{ ...right, response_mode: 'fragment' }, 'invalid_request'],
    [{ ...right, state: ['one', 'two'] }, 'invalid_request'],
    [{ ...right, scope: ['me:read', 'me:stop'] }, 'invalid_request'],
    [{ ...right, state: 'あ' }, 'invalid_request'],
    [{ ...right, max_age: '-1' }, 'invalid_request'],
    [{ ...right, scope: '' }, 'invalid_scope'],
    [{ ...right, scope: 'openid' }, 'invalid_scope'],
    [{ ...right, scope: 'me:read me:agree' }, 'invalid_scope'],
    [{ ...right, scope: 'me:read exchange' }, 'invalid_scope'],
    [{ ...right, scope: 'admin:residents' }, 'invalid_scope'],
    [{ ...right, resource: 'https://city.example/exchange' }, 'invalid_target'],
    [{ ...right, request: 'x.y.z' }, 'request_not_supported'],
    [{ ...right, request_uri: 'https://app.example/r' }, 'request_not_supported'],
    [{ ...right, prompt: 'none' }, 'login_required'],
  ])('%o: %s', (query, error) => {
    expect(readAsked(app, query, { audience, now })).toEqual({ ok: false, error })
  })
})

describe('What a resident has shown', () => {
  const askedAt = now.toISOString()
  it.each([
    // max_age   shown so long before it was asked   is new enough
    [null, 3_600_000, true],
    [600, 600_000, true],
    [600, 600_001, false],
    [0, 0, true],
    [0, 1, false],
    [0, -5_000, true],
  ])('with max_age %s, %i ms before: %s', (maxAge, beforeMs, is) => {
    expect(isNewEnough({ maxAge, askedAt }, new Date(now.getTime() - beforeMs))).toBe(is)
  })
})

describe('The address of an answer', () => {
  it('keeps what the app has in it, and says who answers', () => {
    const asked = { redirectUri: 'https://app.example/back?from=city', state: 'a b&c' }
    const address = answerAddress(asked, 'https://city.example/oidc', { code: 'abc' })
    expect([...address.searchParams]).toEqual([
      ['from', 'city'],
      ['code', 'abc'],
      ['iss', 'https://city.example/oidc'],
      ['state', 'a b&c'],
    ])
  })
})
