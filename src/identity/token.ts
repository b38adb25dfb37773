import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for who holds them, as a cookie may carry them; the database has the hash alone. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
