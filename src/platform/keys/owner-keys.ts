import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import { openBytes, sealBytes } from './sealing.ts'

/** values: what was measured · identity: name and contact · records: what the law makes us keep. */
export type KeyKind = 'values' | 'identity' | 'records'
export const keyKinds: readonly KeyKind[] = ['values', 'identity', 'records']

const sealFormat = 1
/** There has been one generation of keys so far; it is in the header of everything that is sealed. */
export const generation = 1

/** The keys of one owner, opened, for the length of one request. Never kept, never logged. */
export class OwnerKeys {
  readonly #keys: ReadonlyMap<KeyKind, KeyObject>

  constructor(keys: ReadonlyMap<KeyKind, Buffer>) {
    // Made once: from bytes Node makes one for each message, and a small one then takes 23 µs to open instead of 4.
    this.#keys = new Map([...keys].map(([kind, key]) => [kind, createSecretKey(key)]))
  }

  /** False once this key was destroyed: erasure leaves the records key until the end of retention. */
  has(kind: KeyKind): boolean {
    return this.#keys.has(kind)
  }

  /** Header (format, key generation) ‖ nonce ‖ ciphertext ‖ tag. `context` must be given again to open. */
  seal(kind: KeyKind, plain: Uint8Array, context: string): Buffer {
    return Buffer.concat([
      Buffer.from([sealFormat, generation]),
      sealBytes(this.#keyOf(kind), plain, `${kind}/${context}`),
    ])
  }

  open(kind: KeyKind, sealed: Uint8Array, context: string): Buffer {
    if (sealed[0] !== sealFormat || sealed[1] !== generation) throw new Error('unknown seal format')
    return openBytes(this.#keyOf(kind), sealed.subarray(2), `${kind}/${context}`)
  }

  /** Every stored hash or salt about a person is made here: without the owner's key it cannot be guessed. */
  hmac(kind: KeyKind, purpose: string, value: string | Uint8Array): Buffer {
    return createHmac('sha256', this.#keyOf(kind)).update(purpose).update('\0').update(value).digest()
  }

  #keyOf(kind: KeyKind): KeyObject {
    const key = this.#keys.get(kind)
    if (!key) throw new Error(`the ${kind} key is not there`)
    return key
  }
}
