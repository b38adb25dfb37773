import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { countWaiting, expectWholeLog, queueSome } from '../../../test/support/whole-log.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import { createLog } from '../../platform/log.ts'
import { writeNote } from '../notes/note.ts'
import { NoteSigner } from '../notes/note-signer.ts'
import type { PendingLeaf } from '../store.ts'
import { findFalseKeys, openLogKey } from './log-key.ts'
import { keysOfLog, newestCheckpoint } from './read-log.ts'
import { endorsedBy } from './endorsement.ts'
import { rotateLogKey } from './rotate-log-key.ts'
import { startSequencer } from './sequencer.ts'

let tenant: TestTenant
let owner: Pool
let pool: Pool

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 2 })
  pool = openPool({ url: tenant.databases.data.sequencer, name: 'test-sequencer', max: 4 })
})
afterAll(async () => {
  await pool.end()
  await owner.end()
  await tenant.close()
})

describe('The key of the log', () => {
  it('is renewed while leaves come and two sequencers work: nothing is lost, and old checkpoints stay good', async () => {
    const { sequencer: connection } = tenant.databases.data
    const sequencers = [1, 2].map(() => startSequencer({ tenant, connection, log: createLog('silent') }))
    const all: PendingLeaf[] = []
    for (let round = 0; round < 3; round += 1) {
      all.push(...(await queueSome(tenant, 20)))
      await expect.poll(() => countWaiting(owner), { timeout: 20_000 }).toBe(0)
      all.push(...(await queueSome(tenant, 20)))
      await rotateLogKey(pool, tenant)
    }
    all.push(...(await queueSome(tenant, 20)))
    await expect.poll(() => countWaiting(owner), { timeout: 20_000 }).toBe(0)
    await Promise.all(sequencers.map((each) => each.stop()))
    await expectWholeLog(owner, all)
    const keys = await keysOfLog(tenant.database)
    expect(keys).toHaveLength(4)
    const newest = await newestCheckpoint(tenant.database)
    const [, line] = newest.ok ? newest.note.split('\n\n') : []
    expect(Buffer.from(line!.split(' ')[2]!, 'base64').subarray(0, 4)).toEqual(
      Buffer.from(keys[3]!.verifier.keyId),
    )
  }, 90_000)

  it('is renewed twice at the same moment, one after the other', async () => {
    const before = (await keysOfLog(tenant.database)).length
    await Promise.all([rotateLogKey(pool, tenant), rotateLogKey(pool, tenant)])
    expect(await keysOfLog(tenant.database)).toHaveLength(before + 2)
    expect(await findFalseKeys(tenant.database, tenant.keys)).toEqual([])
  })

  it('is endorsed by the one before it: who knows the first can follow to the newest', async () => {
    const keys = await keysOfLog(tenant.database)
    const [first, ...rest] = keys
    const followed = rest.reduce<NoteSigner['verifier'] | undefined>(
      (known, { endorsement }) => known && endorsedBy(known, endorsement!),
      first!.verifier,
    )
    expect(followed?.toString()).toBe(keys.at(-1)!.verifier.toString())
  })

  it('is endorsed by nothing else', async () => {
    const signer = await openLogKey(pool, tenant)
    const { name } = signer.verifier
    const next = new NoteSigner(name, Buffer.alloc(32, 1)).verifier
    const vouched = (text: string, by = signer) =>
      endorsedBy(signer.verifier, writeNote({ text, signatures: [by.sign(text)] }))
    const right = `azukari log key\n${next.toString()}\n`
    expect(vouched(right)?.toString()).toBe(next.toString())
    // signed by somebody else
    expect(vouched(right, new NoteSigner(name, Buffer.alloc(32, 2)))).toBeUndefined()
    // for another log
    const foreign = new NoteSigner('other.example/log', Buffer.alloc(32, 1)).verifier
    expect(vouched(`azukari log key\n${foreign.toString()}\n`)).toBeUndefined()
    // signed, but something else
    expect(vouched(`${next.toString()}\n`)).toBeUndefined()
    expect(vouched(`azukari log key\nnone\n`)).toBeUndefined()
    expect(endorsedBy(signer.verifier, 'nothing')).toBeUndefined()
    const checkpoint = await newestCheckpoint(tenant.database)
    expect(endorsedBy(signer.verifier, checkpoint.ok ? checkpoint.note : '')).toBeUndefined()
  })
})
