import { randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { countWaiting, expectWholeLog, queueSome } from '../../../test/support/whole-log.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import type { NoteSigner } from '../notes/note-signer.ts'
import type { PendingLeaf } from '../store.ts'
import { appendLeaves } from './append-leaves.ts'
import { LeafJournal, leavesInFile, type JournalledLeaf } from './leaf-journal.ts'
import { resetLogMark } from './log-mark.ts'
import { openLogKey } from './log-key.ts'
import { reconcile } from './reconcile.ts'
import { endEveryLease, takeLease } from './sequencer-lease.ts'

let tenant: TestTenant
let pool: Pool
let owner: Pool
let signer: NoteSigner
let directory: string
let journal: LeafJournal
let keystore: Pool
beforeAll(async () => {
  tenant = await createTestTenant()
  pool = openPool({ url: tenant.sequencerConnection, name: 'test-sequencer', max: 4 })
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  keystore = tenant.journal.keystore
  signer = await openLogKey(pool, tenant)
})
afterAll(async () => {
  await pool.end()
  await owner.end()
  await tenant.close()
})
beforeEach(async () => {
  await owner.query('truncate proof.pending_leaves, proof.leaves, proof.subtrees, proof.checkpoints cascade')
  await owner.query(`update proof.sequencer set token = 0, lease_until = '-infinity'`)
  await resetLogMark(keystore, 0)
  directory = join(tenant.journalDirectory, randomUUID())
  journal = new LeafJournal({ directory, keystore })
})

const now = () => tenant.clock.now()
const append = (token: number) => appendLeaves(pool, token, signer, journal, now())

/** Another process becomes the sequencer. */
async function nextSequencer(mayCommit = () => Promise.resolve(true)): Promise<number> {
  journal = new LeafJournal({ directory, keystore, mayCommit })
  await endEveryLease(owner)
  const token = await reconcile(pool, (await takeLease(pool))!, signer, journal, now())
  if (token === 'lost') throw new Error('nobody else is there')
  return token
}

async function notes(): Promise<string[]> {
  const { rows } = await owner.query<{ note: string }>('select note from proof.checkpoints order by size')
  return rows.map(({ note }) => note)
}

/** What an older database knows: fewer leaves, an older token, and in its queue what was logged since. */
async function goBackTo(size: number, token: number, waiting: readonly PendingLeaf[]): Promise<void> {
  await owner.query(`
    truncate proof.pending_leaves, proof.restored_leaves;
    delete from proof.checkpoints where size > ${String(size)};
    delete from proof.subtrees where (index + 1) * 2 ^ level > ${String(size)};
    delete from proof.leaves where leaf_index >= ${String(size)};
    update proof.sequencer set token = ${String(token)}, lease_until = '-infinity'`)
  for (const { residentId, leafId, kind, commitment, queuedAt } of waiting)
    await owner.query('insert into proof.pending_leaves values ($1, $2, $3, $4, $5)', [
      residentId,
      leafId,
      kind,
      commitment,
      queuedAt,
    ])
}

describe('A log on two machines', () => {
  it('signs nothing while the second one does not have the leaves, and afterwards the very same', async () => {
    let isCopied = false
    const token = await nextSequencer(() => Promise.resolve(isCopied))
    const leaves = await queueSome(tenant, 3)
    await expect(append(token)).rejects.toThrow('may not be signed')
    expect(await notes()).toEqual([])
    isCopied = true
    await nextSequencer()
    await expectWholeLog(owner, leaves)
    expect((await notes()).length).toBe(1)
  })
})

describe('An older database', () => {
  it('gets the leaves it has lost, the same at the same numbers, and goes on behind them', async () => {
    // Its sequencers were later ones than any the older database knows of.
    await nextSequencer()
    const token = await nextSequencer()
    const first = await queueSome(tenant, 5)
    await append(token)
    const second = await queueSome(tenant, 7)
    await append(token)
    const before = await notes()
    await goBackTo(5, 0, second.slice(0, 3))
    const fresh = await nextSequencer()
    // Signed anew over the same leaves, it is the same to the letter: nobody who kept it can tell the difference.
    expect(await notes()).toEqual(before)
    expect(await countWaiting(owner)).toBe(0)
    const third = await queueSome(tenant, 2)
    await append(fresh)
    await expectWholeLog(owner, [...first, ...second, ...third])
    // And once more: what was appended after the first time is not taken for older than what was before it.
    await goBackTo(5, 0, [])
    await nextSequencer()
    await expectWholeLog(owner, [...first, ...second, ...third])
  })

  it('is found out where it tells of other leaves than its journal, and nothing is appended', async () => {
    const token = await nextSequencer()
    await queueSome(tenant, 5)
    await append(token)
    await owner.query(`update proof.leaves set commitment = sha256('another') where leaf_index = 3`)
    await expect(nextSequencer()).rejects.toThrow('do not agree at leaf 3')
  })
})

describe('A leaf journal', () => {
  it('that is new, or was lost, gets every leaf', async () => {
    const token = await nextSequencer()
    const leaves = await queueSome(tenant, 9)
    await append(token)
    await rm(directory, { recursive: true })
    await nextSequencer()
    expect((await journal.from(0)).leaves.map(({ leafId }) => leafId).sort()).toEqual(
      leaves.map(({ leafId }) => leafId).sort(),
    )
  })

  it('takes nothing that does not follow: the log, or the journal, has become another one under its sequencer', async () => {
    const token = await nextSequencer()
    const leaves = await queueSome(tenant, 6)
    await append(token)
    const before = await notes()
    // An older database, loaded into the living one: the same sequencer, fewer leaves, and others waiting.
    await goBackTo(4, token, [])
    const fresh = await queueSome(tenant, 3)
    await expect(append(token)).rejects.toThrow('no longer where its journal is')
    const next = await nextSequencer()
    await append(next)
    await expectWholeLog(owner, [...leaves, ...fresh])
    expect((await notes())[0]).toEqual(before[0])
    // A journal that was taken away does not begin in its middle.
    await rm(directory, { recursive: true })
    await queueSome(tenant, 1)
    await expect(append(next)).rejects.toThrow('ENOENT')
    await nextSequencer()
    expect((await journal.from(0)).leaves).toHaveLength(9)
  })

  it('that was damaged is put aside and filled anew, as long as the log itself is whole', async () => {
    const token = await nextSequencer()
    const leaves = await queueSome(tenant, 6)
    await append(token)
    const damage = async () => {
      const path = join(directory, '000000000000000.leaves')
      const bytes = await readFile(path)
      bytes[30] = bytes[30]! ^ 1
      await writeFile(path, bytes)
    }
    await damage()
    await nextSequencer()
    await expectWholeLog(owner, leaves)
    expect((await journal.from(0)).leaves).toHaveLength(6)
    await damage()
    await goBackTo(4, token, [])
    await expect(nextSequencer()).rejects.toThrow('was changed')
  })

  it('keeps what a batch wrote that never reached the database: it is logged, once', async () => {
    const token = await nextSequencer()
    const leaves = await queueSome(tenant, 4)
    await owner.query('alter table proof.checkpoints rename to checkpoints_away')
    await expect(append(token)).rejects.toThrow()
    await owner.query('alter table proof.checkpoints_away rename to checkpoints')
    expect(await countWaiting(owner)).toBe(4)
    await nextSequencer()
    expect(await countWaiting(owner)).toBe(0)
    await expectWholeLog(owner, leaves)
  })

  it('does not believe a sequencer that did not know it was one no more', async () => {
    const old = await nextSequencer()
    const leaves = await queueSome(tenant, 3)
    const fresh = await nextSequencer()
    await append(fresh)
    const zombies = Array.from({ length: 6 }, (_, index) => aLeaf(index))
    await new LeafJournal({ directory, keystore }).append(old, zombies)
    await nextSequencer()
    await expectWholeLog(owner, leaves)
  })

  it('is cut off, changed or has a gap: cut off loses nothing, the others are said', async () => {
    await journal.append(1, [aLeaf(0), aLeaf(1)])
    const [file] = await readdir(directory)
    const path = join(directory, file!)
    const whole = await readFile(path)
    await truncate(path, whole.length - 10)
    expect((await journal.from(0)).leaves).toHaveLength(1)
    whole[30] = whole[30]! ^ 1
    await writeFile(path, whole)
    await expect(journal.from(0)).rejects.toThrow('was changed')
    await rm(path)
    await new LeafJournal({ directory, keystore }).append(1, [aLeaf(0), aLeaf(2)])
    await expect(journal.from(0)).rejects.toThrow('lacks a leaf')
  })

  it('of which a crash left the last file without a whole line, goes on behind the one before', async () => {
    await journal.append(1, [aLeaf(leavesInFile)])
    await writeFile(join(directory, `${String(2 * leavesInFile).padStart(15, '0')}.leaves`), 'half a li')
    expect(await journal.end()).toBe(leavesInFile + 1)
    await new LeafJournal({ directory, keystore }).append(1, [aLeaf(2 * leavesInFile)])
    expect(await journal.end()).toBe(2 * leavesInFile + 1)
  })

  it('goes on in another file, and is read from where one asks', async () => {
    const last = leavesInFile - 1
    const all = Array.from({ length: leavesInFile + 1 }, (_, index) => aLeaf(index))
    await journal.append(1, all)
    expect(await readdir(directory)).toHaveLength(2)
    const indexes = async (from: number) => (await journal.from(from)).leaves.map(({ index }) => index)
    expect(await indexes(last)).toHaveLength(leavesInFile + 1)
    expect(await indexes(last + 1)).toEqual([last + 1])
    expect(await journal.end()).toBe(last + 2)
  })
})

function aLeaf(index: number): JournalledLeaf {
  return { index, leafId: randomUUID(), kind: 'provision', commitment: randomBytes(32) }
}
