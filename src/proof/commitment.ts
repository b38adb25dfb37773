import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { OwnerKeys } from '../platform/keys/index.ts'

export type LeafKind = 'consent-event' | 'provision'

/**
 * SHA-256 over a salt and the record's canonical form (RFC 8785). The salt is an HMAC under the person's records key,
 * so that nobody without that key can guess the record behind a commitment, and erasure makes it unguessable for all.
 */
export function commitmentOf(keys: OwnerKeys, kind: LeafKind, leafId: string, record: object): Buffer {
  const salt = keys.hmac('records', 'commitment-salt', `${kind}/${leafId}`)
  const canonical = canonicalize({ kind, leafId, record })
  if (canonical === undefined) throw new Error('a record must have a canonical form')
  return createHash('sha256').update(salt).update(canonical).digest()
}
