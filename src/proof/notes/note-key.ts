/** Ed25519 keys of signed notes, and their writing as `name+key id+key`. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { isKeyName, type Note, type NoteSignature } from './note.ts'

/** Signature type of C2SP signed-note: plain Ed25519 over the text. */
const ed25519 = 0x01

/** What a public key is called in its writing and in signature lines. `publicKey`: 32 bytes (RFC 8032). */
interface WrittenKey {
  name: string
  publicKey: Buffer
}

/** Four bytes: C2SP signed-note’s hash over the name, the type of the signature and the key. */
export function keyIdOf({ name, publicKey }: WrittenKey, type: number): Buffer {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(publicKey)
  return hash.digest().subarray(0, 4)
}

/** `city.example/log+1a2b3c4d+AQ…`, the writing that other programs of the field take. */
export function writeKey(key: WrittenKey, type: number): string {
  const bytes = Buffer.concat([Uint8Array.of(type), key.publicKey]).toString('base64')
  return `${key.name}+${keyIdOf(key, type).toString('hex')}+${bytes}`
}

/** Undefined for what is no Ed25519 key of this type, or one whose id is not its own. */
export function readKey(written: string, type: number): WrittenKey | undefined {
  const [, name, keyId, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(written) ?? []
  if (name === undefined || base64 === undefined) return undefined
  const bytes = Buffer.from(base64, 'base64')
  if (bytes[0] !== type || bytes.length !== 33) return undefined
  const key = { name, publicKey: bytes.subarray(1) }
  return keyIdOf(key, type).toString('hex') === keyId ? key : undefined
}

export function publicKeyFrom({ name, publicKey }: WrittenKey): KeyObject {
  if (!isKeyName(name)) throw new Error('the name of a key has no spaces and no plus')
  if (publicKey.length !== 32) throw new Error('an Ed25519 public key has 32 bytes')
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  })
}

/** The key pair of 32 secret bytes. */
export function keyPairFrom(seed: Buffer): { key: KeyObject; publicKey: Buffer } {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 of an Ed25519 seed (RFC 8410 §7)
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  if (x === undefined) throw new Error('this is no Ed25519 key')
  return { key, publicKey: Buffer.from(x, 'base64url') }
}

/** Who may have signed: public, and to be had from somewhere else than the note. */
export class NoteVerifier {
  readonly name: string
  readonly keyId: Buffer
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Buffer
  readonly key: KeyObject

  constructor(name: string, publicKey: Buffer) {
    this.key = publicKeyFrom({ name, publicKey })
    this.name = name
    this.publicKey = publicKey
    this.keyId = keyIdOf(this, ed25519)
  }

  toString(): string {
    return writeKey(this, ed25519)
  }

  /** Undefined for what is no such key, or one whose id is not its own. */
  static parse(written: string): NoteVerifier | undefined {
    const key = readKey(written, ed25519)
    return key && new NoteVerifier(key.name, key.publicKey)
  }

  /** Whether a signature line names this key. */
  isNamedBy({ name, keyId }: NoteSignature): boolean {
    return name === this.name && keyId.equals(this.keyId)
  }

  hasSigned(text: string, signature: Buffer): boolean {
    return verify(null, Buffer.from(text), this.key, signature)
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

/** A key that signs. Its 32 secret bytes come from the key store and go nowhere. */
export class NoteSigner {
  readonly verifier: NoteVerifier
  readonly key: KeyObject

  constructor(name: string, seed: Buffer) {
    const { key, publicKey } = keyPairFrom(seed)
    this.key = key
    this.verifier = new NoteVerifier(name, publicKey)
  }

  /** 32 fresh secret bytes. */
  static newSeed(): Buffer {
    const { d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    if (d === undefined) throw new Error('an Ed25519 key has a secret part')
    return Buffer.from(d, 'base64url')
  }

  sign(text: string): NoteSignature {
    const { name, keyId } = this.verifier
    return { name, keyId, signature: sign(null, Buffer.from(text), this.key) }
  }
}
