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

/** Who may have signed: public, and to be had from somewhere else than the note. */
export class NoteVerifier {
  readonly name: string
  readonly keyId: Buffer
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Buffer
  readonly key: KeyObject

  constructor(name: string, publicKey: Buffer) {
    if (!isKeyName(name)) throw new Error('the name of a key has no spaces and no plus')
    if (publicKey.length !== 32) throw new Error('an Ed25519 public key has 32 bytes')
    this.name = name
    this.publicKey = publicKey
    this.keyId = createHash('sha256')
      .update(`${name}\n`)
      .update(Uint8Array.of(ed25519))
      .update(publicKey)
      .digest()
      .subarray(0, 4)
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }
    this.key = createPublicKey({ key: jwk, format: 'jwk' })
  }

  /** `city.example/log+1a2b3c4d+AQ…`, the writing that other programs of the field take. */
  toString(): string {
    const key = Buffer.concat([Uint8Array.of(ed25519), this.publicKey]).toString('base64')
    return `${this.name}+${this.keyId.toString('hex')}+${key}`
  }

  /** Undefined for what is no such key, or one whose id is not its own. */
  static parse(written: string): NoteVerifier | undefined {
    const [, name, keyId, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(written) ?? []
    if (name === undefined || base64 === undefined) return undefined
    const bytes = Buffer.from(base64, 'base64')
    if (bytes[0] !== ed25519 || bytes.length !== 33) return undefined
    const verifier = new NoteVerifier(name, bytes.subarray(1))
    return verifier.keyId.toString('hex') === keyId ? verifier : undefined
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
    const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 of an Ed25519 seed (RFC 8410 §7)
    this.key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
    const { x } = createPublicKey(this.key).export({ format: 'jwk' })
    if (x === undefined) throw new Error('this is no Ed25519 key')
    this.verifier = new NoteVerifier(name, Buffer.from(x, 'base64url'))
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
