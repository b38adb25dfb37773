import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readPublicKeys } from './public-keys.ts'

const jwkOf = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: 'k1' })
const ed25519 = generateKeyPairSync('ed25519')
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const rsa2048 = generateKeyPairSync('rsa', { modulusLength: 2048 })
const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 })

describe('The keys a company hands in', () => {
  const table = [
    // what they are                keys                                                     answer
    ['Ed25519', [jwkOf(ed25519.publicKey)], 'ok'],
    ['P-256', [jwkOf(p256.publicKey)], 'ok'],
    ['RSA of 2048 bits', [jwkOf(rsa2048.publicKey)], 'ok'],
    [
      'two with names of their own',
      [jwkOf(p256.publicKey), { ...jwkOf(ed25519.publicKey), kid: 'k2' }],
      'ok',
    ],
    ['private Ed25519', [jwkOf(ed25519.privateKey)], 'private-key'],
    ['private P-256', [jwkOf(p256.privateKey)], 'private-key'],
    ['private RSA', [jwkOf(rsa2048.privateKey)], 'private-key'],
    ['public and private mixed', [jwkOf(p256.publicKey), jwkOf(ed25519.privateKey)], 'private-key'],
    ['a shared secret', [{ kty: 'oct', k: 'c2VjcmV0', kid: 'k1' }], 'private-key'],
    ['one private prime only', [{ ...jwkOf(rsa2048.publicKey), p: 'AQAB' }], 'private-key'],
    ['RSA of 1024 bits', [jwkOf(rsa1024.publicKey)], 'unusable-key'],
    ['P-384', [jwkOf(p384.publicKey)], 'unusable-key'],
    ['no kid', [p256.publicKey.export({ format: 'jwk' })], 'unusable-key'],
    ['one kid for two', [jwkOf(p256.publicKey), jwkOf(ed25519.publicKey)], 'unusable-key'],
    ['a key for encryption', [{ ...jwkOf(p256.publicKey), use: 'enc' }], 'unusable-key'],
    ['another algorithm', [{ ...jwkOf(p256.publicKey), alg: 'HS256' }], 'unusable-key'],
    ['an unknown member', [{ ...jwkOf(p256.publicKey), jku: 'https://evil.test' }], 'unusable-key'],
    ['none', [], 'unusable-key'],
    [
      'too many',
      Array.from({ length: 6 }, (_, at) => ({ ...jwkOf(p256.publicKey), kid: `k${String(at)}` })),
      'unusable-key',
    ],
  ] as const

  it.each(table)('%s', (_, keys, answer) => {
    const outcome = readPublicKeys({ keys })
    expect(outcome.ok ? 'ok' : outcome.because).toBe(answer)
  })

  it.each([undefined, null, 'keys', [], {}, { keys: 'x' }, { keys: [null] }])('%o', (handedIn) => {
    expect(readPublicKeys(handedIn)).toEqual({ ok: false, because: 'unusable-key' })
  })
})
