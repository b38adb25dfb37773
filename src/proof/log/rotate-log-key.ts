import { inTransaction, type Pool } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { parseNote, writeNote } from '../notes/note.ts'
import { NoteSigner, NoteVerifier, whoSigned } from '../notes/note-key.ts'
import { openLogKey, seedOf } from './log-key.ts'
import { insertLogKey, selectLogKeys } from './log-store.ts'
import { endEveryLease } from './sequencer-lease.ts'

/**
 * A new key for the log, while it grows: the old one vouches for it, and signs nothing more. Who knows any of the keys
 * can follow from it to the newest. Checkpoints of the old key stay what they are.
 */
export async function rotateLogKey(
  pool: Pool,
  tenant: Pick<Tenant, 'keys' | 'hosts' | 'clock'>,
): Promise<NoteVerifier> {
  const old = await openLogKey(pool, tenant)
  const origin = old.verifier.name
  const number = ((await selectLogKeys(pool)).at(-1)?.number ?? 0) + 1
  const next = new NoteSigner(origin, await seedOf(tenant, number)).verifier
  await inTransaction(pool, async (client) => {
    const { publicKey } = next
    const endorsement = endorse(old, next)
    await insertLogKey(client, { number, origin, publicKey, endorsement, since: tenant.clock.now() })
    // Whoever appends loses its lease at this commit, and takes the new key with the next one.
    await endEveryLease(client)
  })
  return next
}

function endorse(old: NoteSigner, next: NoteVerifier): string {
  const text = `azukari log key\n${next.toString()}\n`
  return writeNote({ text, signatures: [old.sign(text)] })
}

/** The key for which this one vouches; undefined for anything else that it has signed, or not signed. */
export function endorsedBy(known: NoteVerifier, endorsement: string): NoteVerifier | undefined {
  const note = parseNote(endorsement)
  const [, vouchedFor] = /^azukari log key\n([^\n]+)\n$/u.exec(note?.text ?? '') ?? []
  if (!note || vouchedFor === undefined || !whoSigned(note, [known])) return undefined
  const next = NoteVerifier.parse(vouchedFor)
  return next?.name === known.name ? next : undefined
}
