import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { publicTextOf } from './read-pasted-keys.ts'

const of = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = { spki: { type: 'spki', format: 'pem' }, pkcs8: { type: 'pkcs8', format: 'pem' } } as const
const p384 = of('P-384')
const jwk = p384.publicKey.export({ format: 'jwk' })

describe('What was pasted as a key', () => {
  it.each([
    ['a JWK of another curve', JSON.stringify(jwk), [jwk]],
    ['PEM of another curve', p384.publicKey.export(pem.spki), [jwk]],
    ['PEM of RSA', rsa.publicKey.export(pem.spki), [rsa.publicKey.export({ format: 'jwk' })]],
    [
      'a set with what is said of it',
      JSON.stringify({ keys: [{ ...jwk, kid: 'a', use: 'enc' }] }),
      [{ ...jwk, kid: 'a', use: 'enc' }],
    ],
  ])('may be shown again where it is surely public: %s', (_, pasted, keys) => {
    expect(JSON.parse(publicTextOf(String(pasted)) ?? '')).toEqual({ keys })
  })

  const secret = p384.privateKey.export({ format: 'jwk' })
  const pkcs8 = String(p384.privateKey.export(pem.pkcs8))
  it.each([
    ['nothing', ''],
    ['a private JWK', JSON.stringify(secret)],
    ['one beside a public one', JSON.stringify({ keys: [jwk, secret] })],
    ['a secret of another kind', '{"kty":"oct","k":"c2VjcmV0"}'],
    ['a private PEM', pkcs8],
    ['one that was called public', pkcs8.replaceAll('PRIVATE', 'PUBLIC')],
    ['the body of one', pkcs8.replaceAll(/-----[^\n]*/gu, '')],
    ['text', String(secret.d)],
    ['a list of texts', JSON.stringify({ keys: [String(secret.d)] })],
  ])('is not, where it may be a secret: %s', (_, pasted) => {
    expect(publicTextOf(pasted)).toBeUndefined()
  })
})
