import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CapturedLog } from '../../../test/support/http.ts'
import { rewriteLog } from '../../../test/support/rewritten-log.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { forgetLeafJournal, logEverything, queueSome } from '../../../test/support/whole-log.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import { Metrics } from '../../platform/metrics.ts'
import { checkpointsIn } from '../notes/checkpoint-file.ts'
import { CheckpointKeeper, keeperMetrics } from './checkpoint-keeper.ts'
import { keepCheckpoint } from './keep-checkpoint.ts'
import { newestCheckpoint } from './read-log.ts'
import { rotateLogKey } from './rotate-log-key.ts'
import { takeLease } from './sequencer-lease.ts'
import { startSequencer } from './sequencer.ts'

const directory = mkdtempSync(join(tmpdir(), 'azukari-checkpoints-'))
let tenant: TestTenant
let owner: Pool
let sequencerPool: Pool
let file: string
let files = 0

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  sequencerPool = openPool({ url: tenant.databases.data.sequencer, name: 'test-sequencer', max: 1 })
})
afterAll(async () => {
  await sequencerPool.end()
  await owner.end()
  await tenant.close()
  rmSync(directory, { recursive: true })
})
beforeEach(async () => {
  await forgetLeafJournal(tenant)
  await owner.query('truncate proof.pending_leaves, proof.leaves, proof.subtrees, proof.checkpoints cascade')
  file = join(directory, String(files++), 'city.txt')
})

async function logSome(count: number): Promise<string> {
  await queueSome(tenant, count)
  await logEverything(tenant)
  const newest = await newestCheckpoint(tenant.database)
  return newest.ok ? newest.note : ''
}
const keep = () => keepCheckpoint(tenant.database, file)
const kept = () => checkpointsIn(readFileSync(file, 'utf8'))

describe('The newest checkpoint', () => {
  it('is added to a file of its own, once, behind those before it', async () => {
    expect(await keep()).toEqual({ ok: false, because: 'nothing-logged-yet' })
    const first = await logSome(3)
    expect(await keep()).toEqual({ ok: true, size: 3, added: true })
    expect(await keep()).toEqual({ ok: true, size: 3, added: false })
    const second = await logSome(5)
    expect(await keep()).toEqual({ ok: true, size: 8, added: true })
    expect(kept()).toEqual({ notes: [first, second], unreadable: [] })
  })

  it('is added behind one that an older key has signed', async () => {
    await logSome(2)
    await keep()
    const pool = openPool({ url: tenant.databases.data.sequencer, name: 'test-rotates', max: 2 })
    await rotateLogKey(pool, tenant).finally(() => pool.end())
    await logSome(2)
    expect(await keep()).toMatchObject({ ok: true, size: 4, added: true })
  })

  it('is added where the power failed during the one before', async () => {
    const first = await logSome(1)
    await keep()
    await logSome(1)
    await keep()
    const newest = await logSome(1)
    truncateSync(file, statSync(file).size - 30)
    expect(await keep()).toMatchObject({ ok: true, size: 3, added: true })
    expect(kept()).toEqual({ notes: [first, newest], unreadable: [] })
  })
})

describe('Nothing is added, and it is said why, when', () => {
  it('history was rewritten with the key of the log itself', async () => {
    await logSome(6)
    await keep()
    const before = readFileSync(file, 'utf8')
    await rewriteLog(tenant, { at: 2 })
    expect(await keep()).toEqual({ ok: false, because: 'not-the-same-log', sizes: [6, 6] })
    await logSome(3)
    expect(await keep()).toEqual({ ok: false, because: 'not-the-same-log', sizes: [6, 9] })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('the log is shorter than it was', async () => {
    await logSome(6)
    await keep()
    await rewriteLog(tenant, { keep: 4 })
    expect(await keep()).toEqual({ ok: false, because: 'log-shorter', sizes: [6, 4] })
  })

  it.each([
    ['the file is a letter', () => 'Dear sir,\n'],
    ['a letter stands behind a checkpoint', (note: string) => `${note}\nand this\n\n`],
    ['the last of it was changed', (note: string) => `${note.replace('\n4\n', '\n3\n')}\n`],
    ['it is of another log', (note: string) => note.replaceAll(`${tenant.id}.test`, 'other.test')],
  ])('%s', async (_, written) => {
    const note = await logSome(4)
    await keep()
    const text = written(note)
    writeFileSync(file, text)
    expect(await keep()).toEqual({ ok: false, because: 'file-not-of-this-log' })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})

describe('While it appends, the sequencer', () => {
  const quick = { timeout: 20_000 }

  function running(place = file) {
    const log = new CapturedLog()
    const metrics = new Metrics()
    const outside = { file: place, metrics: keeperMetrics(metrics) }
    const connection = tenant.databases.data.sequencer
    return { log, metrics, sequencer: startSequencer({ tenant, connection, log: log.log, outside }) }
  }

  it('keeps the newest checkpoint, and no second one within the hour, however many processes there are', async () => {
    const all = [running(), running()]
    await queueSome(tenant, 3)
    await vi.waitFor(() => expect(kept().notes).toHaveLength(1), quick)
    await queueSome(tenant, 3)
    await new Promise((done) => setTimeout(done, 6_000))
    await Promise.all(all.map(({ sequencer }) => sequencer.stop()))
    // Another process takes over, and finds what is there.
    const next = running()
    await new Promise((done) => setTimeout(done, 2_000))
    expect(kept().notes).toHaveLength(1)
    tenant.clock.advance(60 * 60 * 1000)
    await vi.waitFor(() => expect(kept().notes).toHaveLength(2), quick)
    const counted = `azukari_checkpoint_file_leaves{tenant="${tenant.id}"} 6`
    await vi.waitFor(async () => expect(await next.metrics.print()).toContain(counted), quick)
    await next.sequencer.stop()
    expect(all.flatMap(({ log }) => log.lines).join('')).not.toContain('could not be kept')
  }, 60_000)

  it('goes on when the file cannot be written: it is told and counted', async () => {
    writeFileSync(join(directory, 'no-folder'), '')
    const { log, metrics, sequencer } = running(join(directory, 'no-folder', 'city.txt'))
    await queueSome(tenant, 3)
    await vi.waitFor(() => expect(log.text).toContain('could not be kept outside'), quick)
    await queueSome(tenant, 2)
    await vi.waitFor(async () => {
      const newest = await newestCheckpoint(tenant.database)
      expect(newest).toMatchObject({ ok: true, size: 5 })
    }, quick)
    expect(await metrics.print()).toMatch(/azukari_checkpoint_file_failures_total\{[^}]*because="fault"\} 1/u)
    await sequencer.stop()
  })

  it('and names a log that was rewritten', async () => {
    await logSome(3)
    await keep()
    await rewriteLog(tenant, { at: 0 })
    await logSome(1)
    const { log, sequencer } = running()
    await vi.waitFor(() => expect(log.text).toContain('not-the-same-log'), quick)
    await sequencer.stop()
  })

  it('leaves the file alone once it has lost its lease', async () => {
    await logSome(3)
    await owner.query(`update proof.sequencer set lease_until = '-infinity'`)
    const lost = (await takeLease(sequencerPool))!
    await owner.query('update proof.sequencer set token = token + 1')
    const outside = { file, metrics: keeperMetrics(new Metrics()) }
    const keeper = new CheckpointKeeper(sequencerPool, lost, tenant, outside, new CapturedLog().log)
    keeper.look()
    await keeper.stop()
    expect(() => statSync(file)).toThrow('ENOENT')
  })
})
