import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { countWaiting, expectWholeLog, queueSome } from '../../../test/support/whole-log.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import { createLog } from '../../platform/log.ts'
import { openCheckpoint } from '../notes/checkpoint.ts'
import { writeNote } from '../notes/note.ts'
import { NoteSigner } from '../notes/note-signer.ts'
import type { PendingLeaf } from '../store.ts'
import { KeyJournal, reconcileKeys } from './key-journal.ts'
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

  it('comes back to an older database before anything is signed, and is not made again by an older key store', async () => {
    const newest = (await keysOfLog(tenant.database)).length
    const { rows } = await owner.query('delete from proof.log_keys where number >= $1 returning number', [
      newest - 1,
    ])
    expect(rows).toHaveLength(2)
    const { sequencer: connection } = tenant.databases.data
    const sequencer = startSequencer({ tenant, connection, log: createLog('silent') })
    await expect.poll(async () => (await keysOfLog(tenant.database)).length, { timeout: 10_000 }).toBe(newest)
    await queueSome(tenant, 1)
    await expect.poll(() => countWaiting(owner), { timeout: 20_000 }).toBe(0)
    await sequencer.stop()
    const { rows: signed } = await owner.query<{ note: string }>(
      'select note from proof.checkpoints order by size desc limit 1',
    )
    const keys = (await keysOfLog(tenant.database)).map(({ verifier }) => verifier)
    const opened = openCheckpoint(signed[0]!.note, { origin: keys[0]!.name, keys })
    expect(opened.ok && opened.signers.map(String)).toEqual([String(keys.at(-1))])

    const keystore = openPool({ url: tenant.databases.keystore.migrate, name: 'test-keystore', max: 1 })
    const name = `log-signing/${String(newest)}`
    const away = await keystore.query<{ city_key_id: string; wrapped: Buffer; created_at: Date }>(
      'delete from keystore.service_keys where name = $1 returning city_key_id, wrapped, created_at',
      [name],
    )
    await expect(openLogKey(pool, tenant)).rejects.toThrow('put back a backup of the key store')
    const { city_key_id, wrapped, created_at } = away.rows[0]!
    // Would fail if the key had been made anew meanwhile.
    await keystore.query('insert into keystore.service_keys values ($1, $2, $3, $4)', [
      name,
      city_key_id,
      wrapped,
      created_at,
    ])
    await keystore.end()
    expect(await findFalseKeys(tenant.database, tenant.keys)).toEqual([])
  }, 60_000)

  it('of another log, in the journal of its keys, stops the log', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'azukari-keys-'))
    const journal = new KeyJournal(directory)
    await reconcileKeys(owner, journal)
    const [first, ...rest] = await journal.all()
    expect(rest.length).toBeGreaterThan(0)
    const stranger = Buffer.from(new NoteSigner('x/log', NoteSigner.newSeed()).verifier.publicKey)
    await journal.append([{ ...first!, publicKey: stranger }])
    await expect(reconcileKeys(owner, journal)).rejects.toThrow('do not agree')
    await journal.append([first!, { ...first!, number: rest.length + 2, publicKey: stranger }])
    await expect(reconcileKeys(owner, journal)).rejects.toThrow('of no log')
    await rm(directory, { recursive: true })
  })

  it('is renewed twice at the same moment, one after the other', async () => {
    const before = (await keysOfLog(tenant.database)).length
    await Promise.all([rotateLogKey(pool, tenant), rotateLogKey(pool, tenant)])
    expect(await keysOfLog(tenant.database)).toHaveLength(before + 2)
    expect(await new KeyJournal(join(tenant.journalDirectory, 'leaves')).all()).toHaveLength(before + 2)
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
