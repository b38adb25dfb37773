/** CRC-16 of the FIT protocol (polynomial 0xA001), a nibble at a time as Garmin specifies it. */
const table = [
  0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000,
  0x9c01, 0x8801, 0x4400,
] as const

/** Continues from `crc`, so that a long file can be summed in parts. */
export function fitChecksum(bytes: Uint8Array, crc = 0): number {
  let sum = crc
  for (const byte of bytes) {
    sum = (sum >> 4) ^ (table[sum & 15] as number) ^ (table[byte & 15] as number)
    sum = (sum >> 4) ^ (table[sum & 15] as number) ^ (table[byte >> 4] as number)
  }
  return sum
}
