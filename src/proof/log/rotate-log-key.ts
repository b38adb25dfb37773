import { join } from 'node:path'
import { inTransaction, type Pool } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { NoteVerifier } from '../notes/note-key.ts'
import { NoteSigner } from '../notes/note-signer.ts'
import { endorse } from './endorsement.ts'
import { openLogKey, seedOf } from './log-key.ts'
import { KeyJournal, reconcileKeys } from './key-journal.ts'
import { insertLogKey, selectLogKeys } from './log-store.ts'
import { endEveryLease } from './sequencer-lease.ts'

/**
 * A new key for the log, while it grows: the old one vouches for it, and signs nothing more. Who knows any of the keys
 * can follow from it to the newest. Checkpoints of the old key stay what they are.
 */
export async function rotateLogKey(
  pool: Pool,
  tenant: Pick<Tenant, 'keys' | 'hosts' | 'clock' | 'journalDirectory'>,
): Promise<NoteVerifier> {
  const keys = new KeyJournal(join(tenant.journalDirectory, 'leaves'))
  await reconcileKeys(pool, keys)
  await openLogKey(pool, tenant)
  return inTransaction(pool, async (client) => {
    // Whoever appends loses its lease at this commit, and takes the new key with the next one. Until then this is also
    // what keeps a second renewal waiting, so that each key is endorsed by the one before it.
    await endEveryLease(client)
    const old = await openLogKey(client, tenant)
    const origin = old.verifier.name
    const number = ((await selectLogKeys(client)).at(-1)?.number ?? 0) + 1
    const next = new NoteSigner(origin, await seedOf(tenant, number)).verifier
    const publicKey = Buffer.from(next.publicKey)
    const endorsement = endorse(old, next)
    const key = { number, origin, publicKey, endorsement, since: tenant.clock.now() }
    // Before the commit: whoever restores an older database finds the key there.
    await keys.append([key])
    await insertLogKey(client, key)
    return next
  })
}
