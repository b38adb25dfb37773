/**
 * A root that a person can read out over the telephone: sixteen groups of five digits, each two bytes as a number from
 * 00000 to 65535. Digits, for capital and small letters sound alike.
 */
export function digitsOf(root: Uint8Array): string[] {
  const bytes = Buffer.from(root)
  return Array.from({ length: bytes.length / 2 }, (_, at) =>
    String(bytes.readUInt16BE(at * 2)).padStart(5, '0'),
  )
}
