/** What the key of the log says of something that is no part of the log: an export, by its hash. */
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { parseNote, writeNote } from '../notes/note.ts'
import { NoteVerifier, whoSigned } from '../notes/note-key.ts'
import { findLogKey } from './log-key.ts'

export interface Vouched {
  /** The key that signed, as it is written (`name+id+key`). */
  key: string
  note: string
}

/** Who vouches: the key of the log, and what it says of bytes of this SHA-256 (hex). */
export interface Voucher {
  key: string
  vouchFor(sha256: string): string
}

/**
 * The key that signs the log at present. No checkpoint begins with the first line of what it says here, so that none is
 * ever taken for the other. Undefined before the log has begun.
 */
export async function findVoucher(
  database: Queryable,
  tenant: Pick<Tenant, 'keys'>,
): Promise<Voucher | undefined> {
  const signer = await findLogKey(database, tenant)
  if (!signer) return undefined
  return {
    key: signer.verifier.toString(),
    vouchFor: (sha256) => {
      const text = textOf(sha256)
      return writeNote({ text, signatures: [signer.sign(text)] })
    },
  }
}

/** Whether this key has vouched for these bytes. */
export function isVouchedFor({ key, note }: Vouched, sha256: string): boolean {
  const verifier = NoteVerifier.parse(key)
  const parsed = parseNote(note)
  if (!verifier || !parsed) return false
  return parsed.text === textOf(sha256) && whoSigned(parsed, [verifier]) !== undefined
}

const textOf = (sha256: string) => `azukari export\n${sha256}\n`
