/** Bytes as Node and browsers both have them, so that what checks a receipt here is what checks it there. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base64, base64urlnopad } from '@scure/base'

export { bytesToHex as hexOf, concatBytes as joined, utf8ToBytes as utf8Of }

/** SHA-256, 32 bytes. As fast as Node's own for what is as short as a node of the tree: 3.5 µs against 3.3. */
export function hashOf(...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(concatBytes(...parts))
}

export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes)
export const toBase64url = (bytes: Uint8Array): string => base64urlnopad.encode(bytes)

/** One writing for the same bytes: undefined also where bits would be read over at the end. */
export const fromBase64 = (text: string): Uint8Array | undefined => decoded(base64, text)

/** Without padding, as in a JWS. */
export const fromBase64url = (text: string): Uint8Array | undefined => decoded(base64urlnopad, text)

function decoded({ decode }: { decode: (text: string) => Uint8Array }, text: string): Uint8Array | undefined {
  try {
    return decode(text)
  } catch {
    return undefined
  }
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
