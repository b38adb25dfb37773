import { createCipheriv, createDecipheriv, randomBytes, type CipherKey } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16

/**
 * AES-256-GCM with a random 96-bit nonce: nonce ‖ ciphertext ‖ tag. `context` is bound as additional data, so bytes
 * moved to another row do not open. A key of one resident seals far fewer than 2^32 messages (NIST SP 800-38D §8.3).
 */
export function sealBytes(key: CipherKey, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key, nonce)
  cipher.setAAD(Buffer.from(context, 'utf8'))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws when the key, the context or any bit is not the one that was sealed. */
export function openBytes(key: CipherKey, sealed: Uint8Array, context: string): Buffer {
  // Node takes tags down to 4 bytes; a shorter one is easier to forge, so the length is fixed (and checked).
  if (sealed.length < nonceLength + tagLength) throw new Error('too short to have been sealed')
  const nonce = sealed.subarray(0, nonceLength)
  const tag = sealed.subarray(sealed.length - tagLength)
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength })
  decipher.setAAD(Buffer.from(context, 'utf8'))
  decipher.setAuthTag(tag)
  const body = sealed.subarray(nonceLength, sealed.length - tagLength)
  return Buffer.concat([decipher.update(body), decipher.final()])
}
