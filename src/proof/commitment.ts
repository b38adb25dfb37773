import canonicalize from 'canonicalize'
import type { OwnerKeys } from '../platform/keys/index.ts'
import { hashOf, utf8Of } from './bytes.ts'

export const leafKinds = ['consent-event', 'provision', 'erasure'] as const
export type LeafKind = (typeof leafKinds)[number]

/** All that is behind a commitment: who has it can check that the record was not changed since. */
export interface Opening {
  kind: LeafKind
  leafId: string
  record: object
  /** 32 bytes. */
  salt: Uint8Array
}

/**
 * The salt is an HMAC under the person's records key, so that nobody without that key can guess the record behind a
 * commitment, and erasure makes it unguessable for all.
 */
export function openingOf(keys: OwnerKeys, kind: LeafKind, leafId: string, record: object): Opening {
  return { kind, leafId, record, salt: keys.hmac('records', 'commitment-salt', `${kind}/${leafId}`) }
}

/** SHA-256 over the salt and the canonical form (RFC 8785) of what it is of. */
export function commitmentTo({ kind, leafId, record, salt }: Opening): Uint8Array {
  return hashOf(salt, utf8Of(canonicalOf({ kind, leafId, record })))
}

export function commitmentOf(keys: OwnerKeys, kind: LeafKind, leafId: string, record: object): Buffer {
  return Buffer.from(commitmentTo(openingOf(keys, kind, leafId, record)))
}

/** RFC 8785. Throws for what JSON cannot say. */
export function canonicalOf(value: object): string {
  const canonical = canonicalize(value)
  if (canonical === undefined) throw new Error('there is no canonical form of this')
  return canonical
}
