import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCheckpoint, signCheckpoint, textOf } from './checkpoint.ts'
import { cosignCheckpoint } from './cosign-checkpoint.ts'
import { cosignersOf, WitnessKey, WitnessSigner } from './cosignature.ts'
import { NoteVerifier, whoSigned } from './note-key.ts'
import { NoteSigner } from './note-signer.ts'
import { parseNote, writeNote } from './note.ts'

/** The example of C2SP signed-note, §Verifier keys. */
const example = {
  key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`,
}

/** The example of C2SP tlog-cosignature, for which it names no keys; the time of its signed message is 1679315147. */
const framed = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`

/** A checkpoint of a public log (Certificate Transparency, staging), its own two signatures and one of its witnesses. */
const public_ = {
  log: 'arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f',
  witness: 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
  note: `arche2025h1.staging.ct.transparency.dev
1432088532
U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
`,
}

const at = new Date('2026-11-26T14:00:00.900Z')
const log = new NoteSigner('city.example/log', Buffer.alloc(32, 7))
const witness = new WitnessSigner('kitano.example/witness', Buffer.alloc(32, 9))
const checkpoint = { origin: 'city.example/log', size: 20_852_163, root: new Uint8Array(32).fill(5) }
const written = signCheckpoint(checkpoint, log)
const opened = (note: string) => {
  const found = openCheckpoint(note, { origin: checkpoint.origin, keys: [log.verifier] })
  if (!found.ok) throw new Error(found.because)
  return found
}
const cosigned = cosignCheckpoint(written, opened(written), witness, at)

describe('What the field has written', () => {
  it('is read and holds: the note of signed-note', () => {
    const key = NoteVerifier.parse(example.key)!
    expect(whoSigned(parseNote(example.note)!, [key])).toEqual([key])
    expect(key.toString()).toBe(example.key)
    const other = example.note.replace('example message', 'example massage')
    expect(whoSigned(parseNote(other)!, [key])).toBeUndefined()
  })

  it('is read: the lines of tlog-cosignature, of which the second tells its time', () => {
    const note = parseNote(framed)!
    const [, line] = note.signatures
    expect(line!.signature).toHaveLength(72)
    expect(Buffer.from(line!.signature).readBigUInt64BE()).toBe(1_679_315_147n)
    expect(writeNote(note)).toBe(framed)
  })

  it('is read and holds: a checkpoint of a public log and the cosignature of its witness', () => {
    const keys = [NoteVerifier.parse(public_.log)!]
    expect(openCheckpoint(public_.note, { origin: keys[0]!.name, keys })).toMatchObject({ ok: true })
    const key = WitnessKey.parse(public_.witness)!
    expect(key.toString()).toBe(public_.witness)
    expect(cosignersOf(public_.note, [key])).toMatchObject([{ at: new Date(0x6a122120 * 1000) }])
    expect(cosignersOf(public_.note.replace('1432088532', '42'), [key])).toBeUndefined()
  })
})

describe('A cosignature', () => {
  it('says two lines and the text, and when: the whole second', () => {
    const signature = witness.witness.cosignedAt(
      textOf(checkpoint),
      parseNote(cosigned)!.signatures[1]!.signature,
    )
    expect(signature).toEqual(new Date('2026-11-26T14:00:00Z'))
    expect(cosigned.startsWith(written)).toBe(true)
    expect(opened(cosigned).checkpoint).toEqual({ ...checkpoint, root: new Uint8Array(checkpoint.root) })
  })

  it('leaves out what strangers wrote beneath the checkpoint', () => {
    const stranger = new NoteSigner('stranger.example', Buffer.alloc(32, 3)).sign(textOf(checkpoint))
    const note = parseNote(written)!
    const crowded = writeNote({ ...note, signatures: [stranger, ...note.signatures, stranger] })
    expect(cosignCheckpoint(crowded, opened(crowded), witness, at)).toBe(cosigned)
  })

  it('is not one of a log, nor the other way round, though the key were the same', () => {
    const both = Buffer.alloc(32, 1)
    const [asLog, asWitness] = [new NoteSigner('one.example', both), new WitnessSigner('one.example', both)]
    expect(asLog.verifier.keyId).not.toEqual(asWitness.witness.keyId)
    expect(NoteVerifier.parse(asWitness.witness.toString())).toBeUndefined()
    expect(WitnessKey.parse(asLog.verifier.toString())).toBeUndefined()
    const text = textOf(checkpoint)
    expect(asWitness.witness.cosignedAt(text, asLog.sign(text).signature)).toBeUndefined()
    expect(asLog.verifier.hasSigned(text, asWitness.cosign(text, at).signature.subarray(8))).toBe(false)
  })

  it('is counted once for a key, under however many names, and of nobody we do not know', () => {
    const seed = Buffer.alloc(32, 2)
    const names = ['a.example', 'b.example'].map((name) => new WitnessSigner(name, seed))
    const text = textOf(checkpoint)
    const signatures = [...names, witness].map((each) => each.cosign(text, at))
    const note = writeNote({ text, signatures: [log.sign(text), ...signatures, signatures[2]!] })
    expect(cosignersOf(note, [...names.map((each) => each.witness), witness.witness])).toHaveLength(2)
    expect(cosignersOf(note, [])).toEqual([])
    expect(cosignersOf(written, [witness.witness])).toEqual([])
  })

  it('with any one bit flipped, or any of the text, spoils the note', () => {
    const bytes = Buffer.from(cosigned)
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const spoilt = Buffer.from(bytes)
        spoilt[bit >> 3]! ^= 1 << (bit & 7)
        const found = cosignersOf(spoilt.toString(), [witness.witness])
        // In the line of the log nothing is the witness's to vouch for.
        const isInLineOfLog = bit >> 3 >= textOf(checkpoint).length && bit >> 3 <= written.length
        expect(isInLineOfLog || !found || found.length === 0).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  it.each([
    ['of a time that no date holds', 0x7fff_ffff_ffff_ffffn],
    ['of a time that the format forbids', 0xffff_ffff_ffff_ffffn],
  ])('%s is none', (_, second) => {
    const signature = Buffer.alloc(72)
    signature.writeBigUInt64BE(second)
    expect(witness.witness.cosignedAt(textOf(checkpoint), signature)).toBeUndefined()
    expect(witness.witness.cosignedAt(textOf(checkpoint), signature.subarray(1))).toBeUndefined()
  })
})

describe('The secret half of a witness’s key', () => {
  const secret = witness.toSecret()

  it('is read as it was written', () => {
    expect(WitnessSigner.fromSecret(secret)?.witness).toEqual(witness.witness)
    expect(WitnessSigner.fresh('w').witness).not.toEqual(WitnessSigner.fresh('w').witness)
  })

  it.each([
    ['of another name', secret.replace('kitano', 'minami')],
    ['with another id', secret.replace(/\+[0-9a-f]{8}\+/u, '+00000000+')],
    ['of a log', secret.replace(/\+B(?=[^+]*$)/u, '+A')],
    ['cut short', secret.slice(0, -8)],
    ['that is public', witness.witness.toString()],
  ])('%s is none', (_, text) => {
    expect(WitnessSigner.fromSecret(text)).toBeUndefined()
  })
})
