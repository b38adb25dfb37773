/** What a witness says of a checkpoint: C2SP tlog-cosignature, `cosignature/v1`, https://c2sp.org/tlog-cosignature. */
import { sign, type KeyObject } from 'node:crypto'
import { hexOf } from '../bytes.ts'
import { holdsUnder, NamedKey, readKey } from './note-key.ts'
import { keyPairFrom, NoteSigner } from './note-signer.ts'
import { parseNote, type Note, type NoteSignature } from './note.ts'

/** Signature type of C2SP signed-note: a witness’s Ed25519 over a time and the text. */
const timestamped = 0x04

/** The last second that a date can hold; the format would allow later ones. */
const lastSecond = 8_640_000_000_000n

/** Public key of a witness. Another kind than the log’s: neither can sign in the other’s place. */
export class WitnessKey extends NamedKey {
  constructor(name: string, publicKey: Uint8Array) {
    super({ name, publicKey }, timestamped)
  }

  /** Undefined for what is no such key, or one whose id is not its own. */
  static parse(written: string): WitnessKey | undefined {
    const key = readKey(written, timestamped)
    return key && new WitnessKey(key.name, key.publicKey)
  }

  /** When it cosigned this text; undefined when it did not. */
  cosignedAt(text: string, signature: Uint8Array): Date | undefined {
    if (signature.length !== 72) return undefined
    const second = Buffer.from(signature).readBigUInt64BE()
    if (second > lastSecond) return undefined
    const holds = holdsUnder(this.publicKey, messageOf(text, second), signature.subarray(8))
    return holds ? new Date(Number(second) * 1000) : undefined
  }
}

/** The key of a witness with its secret half. */
export class WitnessSigner {
  readonly witness: WitnessKey
  readonly #key: KeyObject
  readonly #seed: Buffer

  /** `seed`: 32 secret bytes. */
  constructor(name: string, seed: Buffer) {
    const { key, publicKey } = keyPairFrom(seed)
    this.#key = key
    this.#seed = seed
    this.witness = new WitnessKey(name, publicKey)
  }

  /** Another pair each time. */
  static fresh(name: string): WitnessSigner {
    return new WitnessSigner(name, NoteSigner.newSeed())
  }

  /**
   * With its secret half, for a file of mode 0600: `PRIVATE+KEY+name+id+key`, after Go’s golang.org/x/mod/sumdb/note.
   */
  toSecret(): string {
    const bytes = Buffer.concat([Uint8Array.of(timestamped), this.#seed]).toString('base64')
    return `PRIVATE+KEY+${this.witness.name}+${hexOf(this.witness.keyId)}+${bytes}\n`
  }

  /** Undefined for what is no such key, or one whose id is not its own. */
  static fromSecret(written: string): WitnessSigner | undefined {
    const [, name, keyId, base64] =
      /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})\n?$/u.exec(written) ?? []
    if (name === undefined || base64 === undefined) return undefined
    const bytes = Buffer.from(base64, 'base64')
    if (bytes[0] !== timestamped) return undefined
    const signer = new WitnessSigner(name, bytes.subarray(1))
    return hexOf(signer.witness.keyId) === keyId ? signer : undefined
  }

  /** Says that at this time the log of this checkpoint was the largest consistent one that the witness had seen. */
  cosign(text: string, at: Date): NoteSignature {
    const second = BigInt(Math.floor(at.getTime() / 1000))
    const time = Buffer.alloc(8)
    time.writeBigUInt64BE(second)
    const { name, keyId } = this.witness
    const signature = Buffer.concat([time, sign(null, messageOf(text, second), this.#key)])
    return { name, keyId, signature }
  }
}

/** The header parts these signatures from all others that the key may make. */
function messageOf(text: string, second: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${String(second)}\n${text}`)
}

export interface Cosigner {
  witness: WitnessKey
  at: Date
  signature: NoteSignature
}

/**
 * Which of these witnesses have cosigned, each once. What is signed does not name the witness: one key under two names
 * is one witness. Undefined when a line of one of them is wrong, which spoils the note as with `whoSigned`.
 */
export function whoCosigned(
  { text, signatures }: Note,
  witnesses: readonly WitnessKey[],
): Cosigner[] | undefined {
  const found = new Map<string, Cosigner>()
  for (const line of signatures) {
    const witness = witnesses.find((each) => each.isNamedBy(line))
    if (!witness) continue
    const at = witness.cosignedAt(text, line.signature)
    if (!at) return undefined
    found.set(hexOf(witness.publicKey), { witness, at, signature: line })
  }
  return [...found.values()]
}

/** The same of a note as it is written; undefined, too, for what is none. */
export function cosignersOf(written: string, witnesses: readonly WitnessKey[]): Cosigner[] | undefined {
  const note = parseNote(written)
  return note && whoCosigned(note, witnesses)
}
