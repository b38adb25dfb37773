/** What an operator can do who owns the database and holds the signing key: another history, signed as the first was. */
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { inTransaction, openPool } from '../../src/platform/database/index.ts'
import { withDatabase } from '../../src/platform/database/provision.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { findLogKey } from '../../src/proof/log/log-key.ts'
import { insertCheckpoint, insertLeaves, type WaitingLeaf } from '../../src/proof/log/log-store.ts'
import { grow, hashOfLeaf, join } from '../../src/proof/merkle/tree.ts'
import { forgetLeafJournal } from './whole-log.ts'
import { signCheckpoint } from '../../src/proof/notes/checkpoint.ts'

/**
 * Rewrites the log as if leaf `at` had always been another, under one new checkpoint; or, of `keep` leaves, as if there
 * had never been more. Nothing that is left in the database contradicts it.
 */
export async function rewriteLog(
  tenant: Pick<Tenant, 'id' | 'keys' | 'clock' | 'journalDirectory'>,
  change: { at: number } | { keep: number },
): Promise<void> {
  await forgetLeafJournal(tenant)
  const url = withDatabase(inject('postgresUrl'), `azukari_${tenant.id}`)
  const superuser = openPool({ url, name: 'test-rewrites', max: 1 })
  await inTransaction(superuser, async (client) => {
    await client.query('update proof.sequencer set token = token')
    const signer = await findLogKey(client, tenant)
    const { rows } = await client.query<WaitingLeaf & Record<string, unknown>>(
      'select leaf_id as "leafId", kind, commitment from proof.leaves order by leaf_index',
    )
    const leaves = rows
      .slice(0, 'keep' in change ? change.keep : rows.length)
      .map((leaf, at) =>
        'at' in change && at === change.at ? { ...leaf, commitment: randomBytes(32) } : leaf,
      )
    await client.query('truncate proof.leaves, proof.subtrees, proof.checkpoints cascade')
    const { edge, completed } = grow(
      [],
      leaves.map(({ commitment }) => hashOfLeaf(commitment)),
    )
    await insertLeaves(client, 0, leaves, completed)
    if (!signer) throw new Error('the log must have begun')
    const head = {
      origin: signer.verifier.name,
      size: leaves.length,
      root: join(edge.map(({ hash }) => hash)),
    }
    const note = signCheckpoint(head, signer)
    await insertCheckpoint(client, { size: head.size, note, signedAt: tenant.clock.now() })
  }).finally(() => superuser.end())
}
