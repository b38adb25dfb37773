import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { countWaiting, expectWholeLog, queueSome } from '../../../test/support/whole-log.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import { createLog } from '../../platform/log.ts'
import { NoteVerifier } from '../notes/note-key.ts'
import type { NoteSigner } from '../notes/note-signer.ts'
import { queueLeaves, type PendingLeaf } from '../store.ts'
import { appendLeaves } from './append-leaves.ts'
import { openLogKey } from './log-key.ts'
import { selectLogKeys } from './log-store.ts'
import { endLease, renewLease, takeLease } from './sequencer-lease.ts'
import { LeafJournal } from './leaf-journal.ts'
import { startSequencer } from './sequencer.ts'

let journal: LeafJournal
let tenant: TestTenant
let owner: Pool
let pool: Pool
let signer: NoteSigner

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 2 })
  pool = openPool({ url: tenant.databases.data.sequencer, name: 'test-sequencer', max: 2 })
  signer = await openLogKey(pool, tenant)
})
afterAll(async () => {
  await pool.end()
  await owner.end()
  await tenant.close()
})
beforeEach(async () => {
  const leaves = join(tenant.journalDirectory, 'leaves')
  await rm(leaves, { recursive: true, force: true })
  journal = new LeafJournal({ directory: leaves, keystore: tenant.journal.keystore })
  await owner.query('truncate proof.pending_leaves, proof.leaves, proof.subtrees, proof.checkpoints cascade')
  await owner.query(`update proof.sequencer set token = 0, lease_until = '-infinity'`)
})

describe('What waits', () => {
  it('becomes a leaf under a signed checkpoint, and waits no more', async () => {
    const token = (await takeLease(pool))!
    const first = await queueSome(tenant, 5)
    expect(await appendLeaves(pool, token, signer, journal, tenant.clock.now())).toBe(5)
    const second = await queueSome(tenant, 8)
    expect(await appendLeaves(pool, token, signer, journal, tenant.clock.now())).toBe(8)
    expect(await appendLeaves(pool, token, signer, journal, tenant.clock.now())).toBe(0)
    expect(await countWaiting(owner)).toBe(0)
    await expectWholeLog(owner, [...first, ...second])
  })

  it('stays in the queue, and the log as it was, when the batch fails', async () => {
    const token = (await takeLease(pool))!
    const first = await queueSome(tenant, 3)
    await appendLeaves(pool, token, signer, journal, tenant.clock.now())
    await owner.query('delete from proof.subtrees')
    await queueSome(tenant, 2)
    await expect(appendLeaves(pool, token, signer, journal, tenant.clock.now())).rejects.toThrow(
      'the log lacks',
    )
    expect(await countWaiting(owner)).toBe(2)
    await expectWholeLog(owner, first)
  })

  it('is logged once: an id that is a leaf already stays in the queue, and holds up nobody', async () => {
    const token = (await takeLease(pool))!
    const [twice] = await queueSome(tenant, 1)
    await appendLeaves(pool, token, signer, journal, tenant.clock.now())
    await queueLeaves(tenant.database, [{ ...twice!, commitment: randomBytes(32) }])
    const others = await queueSome(tenant, 2)
    expect(await appendLeaves(pool, token, signer, journal, tenant.clock.now())).toBe(2)
    expect(await countWaiting(owner)).toBe(1)
    await expectWholeLog(owner, [twice!, ...others])
  })
})

describe('Two that wait under one id', () => {
  it('keep nobody from being logged: the first is, and the other stays', async () => {
    const token = (await takeLease(pool))!
    const [first, ...others] = await queueSome(tenant, 4)
    await queueLeaves(tenant.database, [{ ...first!, residentId: randomUUID() }])
    expect(await appendLeaves(pool, token, signer, journal, tenant.clock.now())).toBe(4)
    expect(await appendLeaves(pool, token, signer, journal, tenant.clock.now())).toBe(0)
    expect(await countWaiting(owner)).toBe(1)
    await expectWholeLog(owner, [first!, ...others])
  })
})

describe('The database itself', () => {
  it.each([
    ['a gap', `insert into proof.leaves values (7, gen_random_uuid(), 'provision', sha256(''))`, '23503'],
    [
      'a place twice',
      `insert into proof.leaves values (0, gen_random_uuid(), 'provision', sha256(''))`,
      '23505',
    ],
    [
      'a checkpoint of leaves that are not there',
      `insert into proof.checkpoints values (9, '', now())`,
      '23503',
    ],
    ['a second checkpoint of one size', `insert into proof.checkpoints values (2, 'other', now())`, '23505'],
  ])('refuses %s', async (_, sql, code) => {
    const token = (await takeLease(pool))!
    await queueSome(tenant, 2)
    await appendLeaves(pool, token, signer, journal, tenant.clock.now())
    await expect(owner.query(sql)).rejects.toMatchObject({ code })
  })
})

describe('The sequencer', () => {
  it('is one: nobody else takes the lease while it runs', async () => {
    expect(await takeLease(pool)).toBe(1)
    expect(await takeLease(pool)).toBeUndefined()
    await endLease(pool, 1)
    expect(await takeLease(pool)).toBe(2)
  })

  it('is nobody who was not admitted: what may be an older log is not signed', async () => {
    let admitted = false
    const lease = { term: () => 1, held: () => admitted }
    const connection = tenant.databases.data.sequencer
    await queueSome(tenant, 3)
    const sequencer = startSequencer({
      tenant: { ...tenant, lease },
      connection,
      log: createLog('silent'),
    })
    await sleep(2_500)
    expect(await countWaiting(owner)).toBe(3)
    admitted = true
    await vi.waitFor(async () => expect(await countWaiting(owner)).toBe(0), { timeout: 10_000 })
    admitted = false
    await sleep(1_000)
    await queueSome(tenant, 2)
    await sleep(1_500)
    expect(await countWaiting(owner)).toBe(2)
    await sequencer.stop()
  })

  it('that was thought dead and is not, appends nothing more', async () => {
    const old = (await takeLease(pool))!
    await endLease(pool, old)
    const fresh = (await takeLease(pool))!
    await queueSome(tenant, 3)
    expect(await appendLeaves(pool, old, signer, journal, tenant.clock.now())).toBe('lost')
    expect(await renewLease(pool, old)).toBe(false)
    await expectWholeLog(owner, [])
    expect(await appendLeaves(pool, fresh, signer, journal, tenant.clock.now())).toBe(3)
  })

  it('waits for the batch of one that it follows, so that none is written twice', async () => {
    const old = (await takeLease(pool))!
    const leaves = await queueSome(tenant, 500)
    const begun = appendLeaves(pool, old, signer, journal, tenant.clock.now())
    await owner.query(`update proof.sequencer set token = token + 1`)
    expect([500, 'lost']).toContain(await begun)
    await appendLeaves(pool, old + 1, signer, journal, tenant.clock.now())
    await expectWholeLog(owner, leaves)
  })

  it('logs within a second, several at once, cut off at random: no gap, no double', async () => {
    const { sequencer: connection } = tenant.databases.data
    const sequencers = [1, 2, 3].map(() => startSequencer({ tenant, connection, log: createLog('silent') }))
    const all: PendingLeaf[] = []
    for (let round = 0; round < 25; round += 1) {
      all.push(...(await queueSome(tenant, 1 + Math.floor(Math.random() * 40))))
      await pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'azukari-sequencer' and random() < 0.3`,
      )
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 200))
    }
    await expect.poll(() => countWaiting(owner), { timeout: 20_000 }).toBe(0)
    await Promise.all(sequencers.map((each) => each.stop()))
    await expectWholeLog(owner, all)
  }, 60_000)
})

describe('The key of the log', () => {
  it('is the same for every process, and its public half is known', async () => {
    const again = await openLogKey(pool, tenant)
    expect(again.verifier.toString()).toBe(signer.verifier.toString())
    const [key] = await selectLogKeys(tenant.database)
    expect(new NoteVerifier(key!.origin, key!.publicKey).toString()).toBe(signer.verifier.toString())
  })

  it('signs for the origin it began with, whatever the city is called later', async () => {
    const renamed = { keys: tenant.keys, clock: tenant.clock, hosts: ['new.test'] }
    expect((await openLogKey(pool, renamed)).verifier.name).toBe(`${tenant.id}.test/log`)
  })

  it('must be the one that is known', async () => {
    const client = await owner.connect()
    await client.query('begin')
    await client.query(`update proof.log_keys set public_key = sha256('other')`)
    await expect(openLogKey(client, tenant)).rejects.toThrow('lacks the key')
    await client.query('rollback')
    client.release()
  })
})
