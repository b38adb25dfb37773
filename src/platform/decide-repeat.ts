/** What was done under an Idempotency-Key, or is wanted. The hash is of all that it depends on. */
export interface Deed {
  deed: string
  contentHash: Buffer
}

/** Has this key been used, and for what? */
export function decideRepeat(written: Deed | undefined, now: Deed): 'new' | 'repeated' | 'key-used' {
  if (!written) return 'new'
  return written.deed === now.deed && written.contentHash.equals(now.contentHash) ? 'repeated' : 'key-used'
}
