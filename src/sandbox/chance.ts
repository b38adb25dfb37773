import { createHash } from 'node:crypto'
import { idSchema, type Id } from '../kernel/index.ts'

function digestOf(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}

/** Made-up chance from 0 to 1, the same each time for the same words. */
export function chanceOf(...of: string[]): number {
  return digestOf(of).readUInt32BE(0) / 2 ** 32
}

/** An id that looks like any other, the same each time for the same words. */
export function madeUpId<Kind extends string>(...of: string[]): Id<Kind> {
  const bytes = digestOf(of).subarray(0, 16)
  // Version 4, variant 10 (RFC 9562 §5.4), as every id of ours is.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return idSchema<Id<Kind>>().parse(parts.join('-'))
}

/** As an id of a record looks. */
export function madeUpName(...of: string[]): string {
  return digestOf(of).subarray(0, 16).toString('base64url')
}
