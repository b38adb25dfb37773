/** What runs in browsers and what Node has of its own must agree: nobody may be told two things about one receipt. */
import { createHash, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromBase64url, hashOf, toBase64, toBase64url } from './bytes.ts'
import { NoteVerifier } from './notes/note-key.ts'
import { NoteSigner } from './notes/note-signer.ts'

const bytes = fc.uint8Array({ maxLength: 300 })

describe('Hashes and letters', () => {
  it('are those of Node', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        expect(Buffer.from(hashOf(one, other))).toEqual(
          createHash('sha256').update(one).update(other).digest(),
        )
        expect(toBase64(one)).toBe(Buffer.from(one).toString('base64'))
        expect(toBase64url(one)).toBe(Buffer.from(one).toString('base64url'))
        expect(fromBase64(toBase64(one))).toEqual(one)
        expect(fromBase64url(toBase64url(one))).toEqual(one)
      }),
    )
  })

  it.each(['QUI', 'QUJ=', 'QUI=\n', 'QU I=', 'QUI-', '====', 'QUI=='])('%j is no base64', (text) => {
    expect(fromBase64(text)).toBeUndefined()
  })

  it.each(['QUI=', 'QUJ', 'QU+/', 'Q'])('%j is no base64url', (text) => {
    expect(fromBase64url(text)).toBeUndefined()
  })
})

describe('A signature', () => {
  const signer = new NoteSigner('city.example/log', Buffer.alloc(32, 7))

  it('that Node makes holds, and with any one bit flipped it does not', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(511), (text, bit) => {
        const signature = sign(null, Buffer.from(text), signer.key)
        expect(signer.verifier.hasSigned(text, signature)).toBe(true)
        signature[bit >> 3]! ^= 1 << (bit & 7)
        expect(signer.verifier.hasSigned(text, signature)).toBe(false)
        expect(signer.verifier.hasSigned(text, signature.subarray(1))).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('has one writing: S beyond the order of the group is none (RFC 8032 §5.1.7)', () => {
    const signature = sign(null, Buffer.from('text'), signer.key)
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const s = BigInt(`0x${Buffer.from(signature.subarray(32).toReversed()).toString('hex')}`) + order
    const again = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').toReversed()
    const other = Buffer.concat([signature.subarray(0, 32), Buffer.from(again)])
    expect(signer.verifier.hasSigned('text', other)).toBe(false)
  })

  it('is none by a key under which one signature would hold for every text', () => {
    const neutral = Buffer.alloc(32)
    neutral[0] = 1
    const ofEverything = Buffer.concat([neutral, Buffer.alloc(32)])
    expect(new NoteVerifier('city.example/log', neutral).hasSigned('text', ofEverything)).toBe(false)
  })
})
