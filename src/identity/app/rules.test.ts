import { describe, expect, it } from 'vitest'
import { mayAgree, mayApp, redirectUriSchema } from './rules.ts'

describe('An app that asks for a route', () => {
  const all = { inToken: ['me:read'], letIn: ['me:read'], onFile: ['me:read'] } as const
  it.each([
    // what it has                          may
    [all, 'yes'],
    [{ ...all, inToken: [] }, 'not-let-in'],
    [{ ...all, letIn: [] }, 'not-let-in'],
    [{ ...all, onFile: [] }, 'no-scope'],
    [{ ...all, inToken: ['me:stop'] }, 'not-let-in'],
    [{ ...all, inToken: ['me'] }, 'not-let-in'],
    [{ ...all, letIn: ['me:stop'] }, 'not-let-in'],
    [{ inToken: [], letIn: [], onFile: [] }, 'no-scope'],
  ] as const)('with %o may read: %s', (has, may) => {
    expect(mayApp('me:read', has)).toBe(may)
  })
})

describe('Agreeing for a resident who showed who they are', () => {
  const now = new Date('2026-11-23T01:00:00Z')
  it.each([
    [0, true],
    [10 * 60_000 - 1, true],
    [10 * 60_000, false],
    [-1, false],
  ])('%i ms ago is allowed: %s', (agoMs, may) => {
    expect(mayAgree(new Date(now.getTime() - agoMs), now)).toBe(may)
  })
})

describe('An address where an app may be answered', () => {
  it.each([
    ['https://app.example/back', true],
    ['https://app.example/back?from=azukari', true],
    ['http://127.0.0.1:8765/back', true],
    ['http://[::1]:8765/back', true],
    ['com.example.app:/back', true],
    ['https://app.example', false],
    ['https://app.example/back#there', false],
    ['https://user:word@app.example/back', false],
    ['https://APP.example/back', false],
    ['https://app.example/a/../back', false],
    ['http://app.example/back', false],
    ['http://localhost:8765/back', false],
    ['http://127.0.0.1.evil.example/back', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['app:/back', false],
    ['//app.example/back', false],
    [`https://app.example/${'x'.repeat(300)}`, false],
  ])('%s: %s', (address, is) => {
    expect(redirectUriSchema.safeParse(address).success).toBe(is)
  })
})
