import { z } from 'zod'
import { openPool, type Pool } from '../../src/platform/database/index.ts'
import {
  prepareJobs,
  startJobs,
  taskFor,
  type JobKind,
  type Jobs,
  type JobsOptions,
} from '../../src/platform/jobs/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { createTestTenant, type TestTenant } from './tenant.ts'

/** The one kind of job this city's queue knows. */
export const count: JobKind<{ id: string }> = { name: 'count', payload: z.object({ id: z.string() }) }

export interface TestQueue {
  city: TestTenant
  /** As the migrating login. */
  owner: Pool
  /** As the login of the queue. */
  queue: Pool
  /** What was logged since the last `empty`. */
  lines: string[]
  waiting(): Promise<{ key: string; attempts: number; last_error: string; locked_by: string }[]>
  /** Works the queue as a process of this city, until `empty`. */
  start(
    tenant: TestTenant,
    run: (ids: { id: string }, stopping: AbortSignal) => Promise<void>,
    changed?: Partial<JobsOptions>,
  ): Jobs
  /** Stops what was started and throws away what waits. */
  empty(): Promise<void>
  close(): Promise<void>
}

/** A city whose queue is prepared, with nobody working it yet. */
export async function openTestQueue(): Promise<TestQueue> {
  const city = await createTestTenant()
  await prepareJobs(city.databases.data.migrate)
  const owner = openPool({ url: city.databases.data.migrate, name: 'test-owner', max: 1 })
  const queue = openPool({ url: city.databases.data.jobs, name: 'test-jobs', max: 1 })
  await owner.query(`insert into platform.job_tasks (name) values ('count')`)
  const started: Jobs[] = []
  const lines: string[] = []
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  return {
    city,
    owner,
    queue,
    lines,
    waiting: async () => {
      const { rows } = await queue.query<{
        key: string
        attempts: number
        last_error: string
        locked_by: string
      }>('select key, attempts, last_error, locked_by from graphile_worker.jobs order by id')
      return rows
    },
    start: (tenant, run, changed = {}) => {
      const tasks = [taskFor(count, run)]
      const connection = tenant.databases.data.jobs
      const jobs = startJobs({ tenant, connection, tasks, schedule: [], log, ...changed })
      started.push(jobs)
      return jobs
    },
    empty: async () => {
      await Promise.all(started.splice(0).map((jobs) => jobs.stop()))
      await queue.query('delete from graphile_worker._private_jobs')
      lines.length = 0
    },
    close: async () => {
      await owner.end()
      await queue.end()
      await city.close()
    },
  }
}
