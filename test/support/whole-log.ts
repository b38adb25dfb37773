/** What a transparency log promises of itself, checked row by row by the owner of the database. */
import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, vi } from 'vitest'
import type { Queryable } from '../../src/platform/database/index.ts'
import { createLog } from '../../src/platform/log.ts'
import {
  keysOfLog,
  queueLeaves,
  startSequencer,
  type LogKey,
  type PendingLeaf,
} from '../../src/proof/index.ts'
import { grow, hashOfLeaf, join } from '../../src/proof/merkle/tree.ts'
import { openCheckpoint } from '../../src/proof/notes/checkpoint.ts'
import { NoteVerifier } from '../../src/proof/notes/note-key.ts'
import type { Tenant } from '../../src/platform/tenant.ts'

/** Leaves of nobody's, put into the queue as the service does. */
export async function queueSome(tenant: Tenant, count: number): Promise<PendingLeaf[]> {
  const leaves = Array.from({ length: count }, (): PendingLeaf => ({
    residentId: randomUUID(),
    leafId: randomUUID(),
    kind: 'provision',
    commitment: randomBytes(32),
    queuedAt: tenant.clock.now(),
  }))
  await queueLeaves(tenant.database, leaves)
  return leaves
}

/** Who rewrites the log rewrites its journal, too: else the sequencer would put back what was there. */
export function forgetLeafJournal({ journalDirectory }: Pick<Tenant, 'journalDirectory'>): Promise<void> {
  return rm(path.join(journalDirectory, 'leaves'), { recursive: true, force: true })
}

/** A sequencer runs until nothing waits. The keys of the log, the newest last. */
export async function logEverything(tenant: Tenant & { sequencerConnection: string }): Promise<LogKey[]> {
  const connection = tenant.sequencerConnection
  const sequencer = startSequencer({ tenant, connection, log: createLog('silent') })
  await vi.waitFor(async () => expect(await countWaiting(tenant.database)).toBe(0), { timeout: 20_000 })
  await vi.waitFor(async () => expect(await keysOfLog(tenant.database)).not.toEqual([]), { timeout: 20_000 })
  await sequencer.stop()
  return (await keysOfLog(tenant.database)).map(({ verifier }) => verifier)
}

export async function countWaiting(owner: Queryable): Promise<number> {
  return (await owner.query('select from proof.pending_leaves')).rowCount ?? 0
}

/** No gap, no double, nothing else; and each checkpoint is the head of these very leaves, signed by a key of the log. */
export async function expectWholeLog(
  owner: Queryable,
  leaves: readonly Pick<PendingLeaf, 'leafId' | 'commitment'>[],
): Promise<void> {
  const { rows } = await owner.query<{ index: number; leafId: string; commitment: Buffer }>(
    'select leaf_index::int as index, leaf_id as "leafId", commitment from proof.leaves order by leaf_index',
  )
  expect(rows.map(({ index }) => index)).toEqual(rows.map((_, at) => at))
  expect(namesOf(rows)).toEqual(namesOf(leaves))
  const { rows: notes } = await owner.query<{ size: number; note: string }>(
    'select size::int as size, note from proof.checkpoints order by size',
  )
  expect(notes.at(-1)?.size ?? 0).toBe(rows.length)
  const { rows: keyRows } = await owner.query<{ origin: string; key: Buffer }>(
    'select origin, public_key as key from proof.log_keys',
  )
  const keys = keyRows.map(({ origin, key }) => new NoteVerifier(origin, key))
  const hashes = rows.map(({ commitment }) => hashOfLeaf(commitment))
  for (const { size, note } of notes) {
    const root = join(grow([], hashes.slice(0, size)).edge.map(({ hash }) => hash))
    const opened = openCheckpoint(note, { origin: keys[0]?.name ?? '', keys })
    expect(opened).toMatchObject({ ok: true, checkpoint: { size, root } })
  }
}

const namesOf = (leaves: readonly Pick<PendingLeaf, 'leafId' | 'commitment'>[]) =>
  leaves.map(({ leafId, commitment }) => `${leafId} ${commitment.toString('hex')}`).sort()
