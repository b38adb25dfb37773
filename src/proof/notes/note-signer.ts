/** The keys that sign notes and documents: here alone, and never where they are checked. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { NoteSignature } from './note.ts'
import { NoteVerifier } from './note-key.ts'

/** The key pair of 32 secret bytes. */
export function keyPairFrom(seed: Buffer): { key: KeyObject; publicKey: Buffer } {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 of an Ed25519 seed (RFC 8410 §7)
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  if (x === undefined) throw new Error('this is no Ed25519 key')
  return { key, publicKey: Buffer.from(x, 'base64url') }
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
