import { createHash, randomInt } from 'node:crypto'

// Crockford's base 32 without letters that look or sound alike in Japanese counters: no I, L, O, U.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A number a person can read out on the telephone: `7Q4K-M29D-XA3F`, 60 random bits. */
export function newReceiptNumber(): string {
  const letters = Array.from({ length: 12 }, () => alphabet.charAt(randomInt(alphabet.length)))
  return [0, 4, 8].map((start) => letters.slice(start, start + 4).join('')).join('-')
}

/** What the receipt directory keeps instead of the number. 60 random bits cannot be tried out one by one in a table. */
export function receiptHash(receiptNumber: string): Buffer {
  return createHash('sha256').update(`receipt/${receiptNumber}`).digest()
}
