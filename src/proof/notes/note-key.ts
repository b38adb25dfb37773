/** Ed25519 keys of signed notes, and their writing as `name+key id+key`. */
import { hashes, verify } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import { fromBase64, hashOf, hexOf, joined, sameBytes, toBase64, utf8Of } from '../bytes.ts'
import { isKeyName, type Note, type NoteSignature } from './note.ts'

hashes.sha512 = sha512

/** Signature type of C2SP signed-note: plain Ed25519 over the text. */
const ed25519 = 0x01

/** What a public key is called in its writing and in signature lines. `publicKey`: 32 bytes (RFC 8032). */
interface WrittenKey {
  name: string
  publicKey: Uint8Array
}

/** Four bytes: C2SP signed-note’s hash over the name, the type of the signature and the key. */
function keyIdOf({ name, publicKey }: WrittenKey, type: number): Uint8Array {
  return hashOf(utf8Of(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4)
}

/** `city.example/log+1a2b3c4d+AQ…`, the writing that other programs of the field take. */
function writeKey(key: WrittenKey, type: number): string {
  const bytes = toBase64(joined(Uint8Array.of(type), key.publicKey))
  return `${key.name}+${hexOf(keyIdOf(key, type))}+${bytes}`
}

/** Undefined for what is no Ed25519 key of this type, or one whose id is not its own. */
export function readKey(written: string, type: number): WrittenKey | undefined {
  const [, name, keyId, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(written) ?? []
  const bytes = base64 === undefined ? undefined : fromBase64(base64)
  if (name === undefined || bytes?.[0] !== type || bytes.length !== 33) return undefined
  const key = { name, publicKey: bytes.subarray(1) }
  return hexOf(keyIdOf(key, type)) === keyId ? key : undefined
}

/**
 * Strictly as RFC 8032 and FIPS 186-5 have it: no second writing of a signature or a key is taken. 1.8 ms; Node's own
 * takes 0.14, but a browser has none that answers at once, and many have none at all.
 */
export function holdsUnder(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && verify(signature, message, publicKey, { zip215: false })
}

/** A public key with its name and the type of its signatures: what a signature line names. */
export class NamedKey {
  readonly name: string
  /** Four bytes. */
  readonly keyId: Uint8Array
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array
  readonly #type: number

  constructor({ name, publicKey }: WrittenKey, type: number) {
    if (!isKeyName(name)) throw new Error('the name of a key has no spaces and no plus')
    if (publicKey.length !== 32) throw new Error('an Ed25519 public key has 32 bytes')
    this.name = name
    this.publicKey = publicKey
    this.#type = type
    this.keyId = keyIdOf(this, type)
  }

  toString(): string {
    return writeKey(this, this.#type)
  }

  /** Whether a signature line names this key. */
  isNamedBy({ name, keyId }: NoteSignature): boolean {
    return name === this.name && sameBytes(keyId, this.keyId)
  }
}

/** Who may have signed: public, and to be had from somewhere else than the note. */
export class NoteVerifier extends NamedKey {
  constructor(name: string, publicKey: Uint8Array) {
    super({ name, publicKey }, ed25519)
  }

  /** Undefined for what is no such key, or one whose id is not its own. */
  static parse(written: string): NoteVerifier | undefined {
    const key = readKey(written, ed25519)
    return key && new NoteVerifier(key.name, key.publicKey)
  }

  hasSigned(text: string, signature: Uint8Array): boolean {
    return holdsUnder(this.publicKey, utf8Of(text), signature)
  }
}

/** Undefined unless one of these keys has signed. A wrong signature of one of them spoils the whole note. */
export function whoSigned(
  { text, signatures }: Note,
  known: readonly NoteVerifier[],
): NoteVerifier[] | undefined {
  const signers: NoteVerifier[] = []
  for (const line of signatures) {
    const verifier = known.find((each) => each.isNamedBy(line))
    if (!verifier) continue
    if (!verifier.hasSigned(text, line.signature)) return undefined
    signers.push(verifier)
  }
  return signers.length > 0 ? signers : undefined
}
