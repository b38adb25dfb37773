import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { count, openTestQueue, type TestQueue } from '../../../test/support/jobs.ts'
import { reopen, type TestTenant } from '../../../test/support/tenant.ts'
import { newId, type Id } from '../../kernel/index.ts'
import { inTransaction, openPool, type Pool } from '../database/index.ts'
import { Metrics } from '../metrics.ts'
import { enqueue, jobMetrics, prepareJobs, taskFor } from './index.ts'

let testQueue: TestQueue
let one: TestTenant
let other: TestTenant
let owner: Pool
let queue: Pool
let lines: string[]
let waiting: TestQueue['waiting']
let start: TestQueue['start']
beforeAll(async () => {
  testQueue = await openTestQueue()
  ;({ city: one, owner, queue, lines, waiting, start } = testQueue)
  other = await reopen(one)
})
afterAll(async () => {
  await other.close()
  await testQueue.close()
})
afterEach(() => testQueue.empty())

const within = (seconds: number) => ({ timeout: seconds * 1000, interval: 50 })

describe('A job', () => {
  test('of a hundred is run exactly once, by two processes between them', async () => {
    const ran: string[] = []
    const by = new Set<TestTenant>()
    for (const tenant of [one, other])
      start(tenant, async ({ id }) => {
        by.add(tenant)
        await sleep(20)
        ran.push(id)
      })
    const ids = Array.from({ length: 100 }, () => newId<Id<'job'>>())
    await inTransaction(one.database, async (client) => {
      for (const id of ids) await enqueue(client, count, { id })
    })
    await vi.waitFor(() => expect(ran.length).toBeGreaterThanOrEqual(100), within(20))
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), within(5))
    expect(ran.sort()).toEqual(ids.sort())
    expect(by.size).toBe(2)
  })
})

describe('A process that dies in the middle of a job', () => {
  test('leaves it to another', async () => {
    const processId = newId<Id<'process'>>()
    const { personal, jobs } = one.databases.data
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/support/jobs-worker.ts', JSON.stringify({ personal, jobs, processId })],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await enqueue(one.database, count, { id: 'a' })
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')

    const ran: string[] = []
    start(other, ({ id }) => Promise.resolve(void ran.push(id)))
    await sleep(1_000)
    // Half a minute must pass first: it may only have been slow.
    expect(ran).toEqual([])
    await one.database.query(
      `update platform.processes set lease_until = lease_until - interval '1 minute' where process_id = $1`,
      [processId],
    )
    await vi.waitFor(() => expect(ran).toEqual(['a']), within(15))
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), within(5))
  })

  test('that lives keeps its job, although another looks', async () => {
    const ran: string[] = []
    const slow = async () => {
      ran.push('slow')
      await sleep(7_000)
    }
    start(one, slow)
    await enqueue(one.database, count, { id: 'a' })
    await vi.waitFor(() => expect(ran).toEqual(['slow']), within(10))
    start(other, () => Promise.resolve(void ran.push('other')))
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), within(12))
    expect(ran).toEqual(['slow'])
  })
})

describe('A process in trouble with its database in the middle of a job', () => {
  test('goes on working after its connections were cut', async () => {
    const ran: string[] = []
    start(one, async ({ id }) => {
      ran.push(id)
      if (ran.length === 1) await cutConnections()
    })
    await enqueue(one.database, count, { id: 'a' })
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), within(25))
    await enqueue(one.database, count, { id: 'b' })
    await vi.waitFor(() => expect(ran).toContain('b'), within(15))
  })

  test('runs a job again whose result it could not write', async () => {
    let runs = 0
    start(one, async () => {
      runs += 1
      if (runs === 1) await owner.query('revoke delete on graphile_worker._private_jobs from azukari_jobs')
      else await prepareJobs(one.databases.data.migrate)
    })
    await enqueue(one.database, count, { id: 'a' })
    await vi.waitFor(() => expect(runs).toBe(2), within(15))
    await vi.waitFor(async () => expect(await waiting()).toEqual([]), within(5))
  })
})

async function cutConnections(): Promise<void> {
  const jobsLogin = new URL(one.databases.data.jobs).username
  const admin = openPool({ url: one.databases.data.jobs, name: 'test-cut', max: 1 })
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and pid <> pg_backend_pid()',
    [jobsLogin],
  )
  await admin.end()
}

describe('A job that fails', () => {
  test('is tried again later, and is told by id and reason, never by what was in it', async () => {
    start(one, () => Promise.reject(new TypeError('青葉 花子, 62.4 kg')))
    await enqueue(one.database, count, { id: 'a' })
    await vi.waitFor(
      async () => expect(await waiting()).toMatchObject([{ attempts: 1, locked_by: null }]),
      within(10),
    )
    expect(await waiting()).toMatchObject([{ last_error: 'TypeError' }])
    const failure = lines.find((line) => line.includes('a job failed'))
    expect(JSON.parse(failure ?? '{}')).toMatchObject({ because: 'TypeError', tenant: one.id, count: 1 })
    expect(lines.join()).not.toMatch(/青葉|62\.4/)
  })

  test('for the last time is given up, stays, and is counted', async () => {
    const metrics = new Metrics()
    await enqueue(one.database, count, { id: 'a' })
    await queue.query('update graphile_worker._private_jobs set attempts = max_attempts - 1')
    start(one, () => Promise.reject(new Error('no')), { metrics: jobMetrics(metrics) })
    const label = `tenant="${one.id}",job="count"`
    await vi.waitFor(async () => {
      expect(await metrics.print()).toContain(`azukari_jobs_given_up{${label}} 1`)
    }, within(15))
    const printed = await metrics.print()
    expect(printed).toContain(`azukari_job_runs_total{${label},status="given-up"} 1`)
    expect(printed).toContain(`azukari_jobs_waiting{${label}} 0`)
    expect(lines.some((line) => line.includes('given up after its last try'))).toBe(true)
    expect(await waiting()).toMatchObject([{ attempts: 25, last_error: 'Error' }])
  })

  test('is left alone by a process that does not know its task', async () => {
    const ran: string[] = []
    const stranger = taskFor({ ...count, name: 'expire-deposits' }, () => Promise.resolve(void ran.push('')))
    start(one, () => Promise.resolve(), { tasks: [stranger] })
    await enqueue(one.database, count, { id: 'a' })
    await sleep(500)
    expect(await waiting()).toMatchObject([{ attempts: 0 }])
    expect(ran).toEqual([])
  })
})

describe('Stopping', () => {
  test('lets a running job end, and takes no new one', async () => {
    const ran: string[] = []
    const goOn = Promise.withResolvers<undefined>()
    const jobs = start(one, async ({ id }) => {
      ran.push(`${id} begun`)
      await goOn.promise
      ran.push(`${id} ended`)
    })
    await enqueue(one.database, count, { id: 'a' })
    await vi.waitFor(() => expect(ran).toEqual(['a begun']), within(10))
    const stopped = jobs.stop()
    await enqueue(one.database, count, { id: 'b' })
    goOn.resolve(undefined)
    await stopped
    expect(ran).toEqual(['a begun', 'a ended'])
    expect(await waiting()).toMatchObject([{ attempts: 0, locked_by: null }])
  })

  test('tells a long job to end', async () => {
    let told = false
    let begun = false
    const jobs = start(one, async (_, stopping) => {
      begun = true
      await sleep(60_000, undefined, { signal: stopping }).catch(() => (told = true))
    })
    await enqueue(one.database, count, { id: 'a' })
    await vi.waitFor(() => expect(begun).toBe(true), within(10))
    await jobs.stop()
    expect(told).toBe(true)
  })
})

describe('By the clock', () => {
  afterEach(() => vi.useRealTimers())

  test('of two processes one runs the tick', async () => {
    // Five minutes ago, so that what falls due is due to the database too.
    const minute = Math.floor(Date.now() / 60_000) * 60_000 - 300_000
    vi.useFakeTimers({ toFake: ['Date'], now: minute - 200 })
    const ran: string[] = []
    for (const tenant of [one, other]) {
      const nothing = { name: 'count', payload: z.strictObject({}) }
      const task = taskFor(nothing, () => Promise.resolve(void ran.push(tenant.processId)))
      start(tenant, () => Promise.resolve(), { tasks: [task], schedule: [{ task, at: '* * * * *' }] })
    }
    await sleep(1_000)
    expect(ran).toEqual([])
    vi.setSystemTime(minute + 5)
    await vi.waitFor(() => expect(ran).toHaveLength(1), within(10))
    await sleep(1_500)
    expect(ran).toHaveLength(1)
  })
})
