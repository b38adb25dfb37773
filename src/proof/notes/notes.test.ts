import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCheckpoint, parseText, signCheckpoint, textOf } from './checkpoint.ts'
import { NoteVerifier, whoSigned } from './note-key.ts'
import { NoteSigner } from './note-signer.ts'
import { parseNote, writeNote } from './note.ts'

/** The example of Go’s golang.org/x/mod/sumdb/note, which defined the format. */
const theirs = {
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  note: `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`,
}

const origin = 'city.example/log'
const signer = new NoteSigner(origin, Buffer.alloc(32, 7))
const other = new NoteSigner('other.example/log', Buffer.alloc(32, 8))
const checkpoint = { origin, size: 20_852_163, root: new Uint8Array(32).fill(5) }
const written = signCheckpoint(checkpoint, signer)

describe('A signed note', () => {
  it('of another program is read, and its signature holds', () => {
    const key = NoteVerifier.parse(theirs.key)!
    const note = parseNote(theirs.note)!
    expect(whoSigned(note, [key])).toEqual([key])
    expect(key.toString()).toBe(theirs.key)
    expect(writeNote(note)).toBe(theirs.note)
  })

  it('may have lines without words: the last one parts it from its signatures', () => {
    const text = 'one\n\ntwo\n'
    const note = parseNote(writeNote({ text, signatures: [signer.sign(text), other.sign(text)] }))!
    expect(note.text).toBe(text)
    expect(whoSigned(note, [signer.verifier])).toEqual([signer.verifier])
    expect(whoSigned(note, [other.verifier, signer.verifier])).toHaveLength(2)
  })

  const noNotes = [
    ['nothing', ''],
    ['a text alone', 'text\n'],
    ['no line break at its end', written.slice(0, -1)],
    ['no empty line', written.replace('\n\n', '\n')],
    ['a hyphen for the dash', written.replace('—', '-')],
    ['a name with a plus', written.replace('— city', '— ci+ty')],
    ['a signature that is no base64', written.replace(/=\n$/u, '!\n')],
    ['a signature written in two ways', written.replace(/=\n$/u, '==\n')],
    ['nothing but a key id', `text\n\n— name ${Buffer.alloc(4).toString('base64')}\n`],
    ['a control character', written.replace('city', 'ci\tty')],
    ['a carriage return', written.replaceAll('\n', '\r\n')],
    ['half a letter', `\ud800${written}`],
    ['too many signatures', written + written.split('\n\n')[1]!.repeat(64)],
    ['too much', 'x'.repeat(70_000) + written],
  ] as const

  it.each(noNotes)('is not %s', (_, text) => {
    expect(parseNote(text)).toBeUndefined()
  })

  it('of nobody we know says nothing, nor one in which a known key has signed something else', () => {
    const text = textOf(checkpoint)
    const wrong = { ...signer.sign(text), signature: other.sign(text).signature }
    expect(whoSigned({ text, signatures: [signer.sign(text)] }, [other.verifier])).toBeUndefined()
    expect(whoSigned({ text, signatures: [] }, [signer.verifier])).toBeUndefined()
    expect(
      whoSigned({ text, signatures: [other.sign(text), wrong] }, [signer.verifier, other.verifier]),
    ).toBeUndefined()
  })
})

describe('A key', () => {
  const its = signer.verifier.toString()

  it.each([
    ['with another id', its.replace(/\+[0-9a-f]{8}\+/u, '+00000000+')],
    ['of another name', its.replace('city', 'town')],
    ['of another kind', its.replace(/\+A(?=[^+]*$)/u, '+B')],
    ['cut short', its.slice(0, -8)],
    ['without a name', its.slice(its.indexOf('+'))],
  ])('%s is none', (_, writtenKey) => {
    expect(NoteVerifier.parse(its)?.keyId).toEqual(signer.verifier.keyId)
    expect(NoteVerifier.parse(writtenKey)).toBeUndefined()
  })

  it('is made afresh each time', () => {
    expect(NoteSigner.newSeed()).toHaveLength(32)
    expect(NoteSigner.newSeed()).not.toEqual(NoteSigner.newSeed())
  })
})

describe('A checkpoint', () => {
  const keys = [signer.verifier]

  it('is three lines, and says the same when it is read', () => {
    expect(textOf(checkpoint)).toBe(
      'city.example/log\n20852163\nBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU=\n',
    )
    expect(openCheckpoint(written, { origin, keys })).toMatchObject({ ok: true, checkpoint, signers: keys })
  })

  it('is read with lines of another log’s own', () => {
    expect(parseText(`${textOf(checkpoint)}more\n`)).toEqual(checkpoint)
  })

  it.each([
    ['a size with a zero in front', '20852163', '020852163'],
    ['a size below nothing', '20852163', '-1'],
    ['a size that no number holds', '20852163', '9007199254740993'],
    ['no origin', 'city.example/log', ''],
    ['a root that is too short', 'BQUF', ''],
    ['a root written in two ways', 'BQU=', 'BQV='],
    ['an empty line of its own', '=\n', '=\n\n'],
  ])('has not %s', (_, from, to) => {
    expect(parseText(textOf(checkpoint).replace(from, to))).toBeUndefined()
  })

  const refused = [
    ['not-a-checkpoint', 'text\n\n— name AAAAAAA=\n', origin],
    ['not-signed-by-a-known-key', signCheckpoint(checkpoint, other), origin],
    ['another-log', signCheckpoint({ ...checkpoint, origin: 'city.example/other' }, signer), origin],
    ['another-log', written, 'city.example/other'],
  ] as const

  it.each(refused)('is refused: %s', (because, text, of) => {
    expect(openCheckpoint(text, { origin: of, keys })).toEqual({ ok: false, because })
  })

  it('is signed for one name only: the same key under another name has another id', () => {
    const renamed = new NoteVerifier('city.example/other', signer.verifier.publicKey)
    expect(openCheckpoint(written, { origin, keys: [renamed] })).toMatchObject({ ok: false })
  })

  it('does not open with any one bit flipped', () => {
    const bytes = Buffer.from(written)
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const spoilt = Buffer.from(bytes)
        spoilt[bit >> 3]! ^= 1 << (bit & 7)
        expect(openCheckpoint(spoilt.toString(), { origin, keys }).ok).toBe(false)
      }),
      { numRuns: 400 },
    )
  })
})
