import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItems, run, type Runner, type WorkerEvents } from 'graphile-worker'
import { openPool, type Pool } from '../database/index.ts'
import type { Log } from '../log.ts'
import type { Tenant } from '../tenant.ts'
import type { JobMetrics } from './job-metrics.ts'
import { queueLogger } from './queue-logger.ts'
import { runTask } from './run-task.ts'
import type { Task, Tick } from './task.ts'
import { countJobs, freeJobsOfTheDead } from './watch-queue.ts'

export interface JobsOptions {
  tenant: Pick<Tenant, 'id' | 'processId'>
  /** Address of the login `jobs`. */
  connection: string
  /** All that this process can do; a job of another task is left to others. */
  tasks: readonly Task[]
  schedule: readonly Tick[]
  log: Log
  metrics?: JobMetrics
}

export interface Jobs {
  /** Takes no new job, tells running ones to end, and returns when they have: at most after 8 seconds. */
  stop(): Promise<void>
}

const atOnce = 2
/** New jobs are announced; this is for retries, and for an announcement that was lost. */
const lookEveryMs = 5_000
const watchEveryMs = 5_000
/** While stopping: running jobs may finish, then are told to end, then are left to another process. */
const finishMs = 3_000
const stopWithinMs = 8_000
const shortestPauseMs = 500
const longestPauseMs = 30_000

/** Works the queue of one tenant until stopped. A database that goes away is waited for; nothing is thrown. */
export function startJobs(options: JobsOptions): Jobs {
  const log = options.log.with({ tenant: options.tenant.id })
  const pool = openPool({ url: options.connection, name: 'azukari-jobs', max: atOnce + 3 })
  const stopping = new AbortController()
  const state: Running = { runs: 0, holder: undefined, runner: undefined }
  const working = keepWorking({ ...options, log }, pool, state, stopping.signal)
  const watching = keepWatching({ ...options, log }, pool, state, stopping.signal)
  const end = async () => {
    stopping.abort()
    // A runner that is already ending itself rejects; then `working` ends with it.
    await state.runner?.stop().catch(() => undefined)
    await Promise.all([working, watching])
    await pool.end()
    return true
  }
  let ended: Promise<boolean> | undefined
  return {
    stop: async () => {
      ended ??= end()
      const inTime = await Promise.race([ended, sleep(stopWithinMs, false, { ref: false })])
      if (!inTime) log.warn('a job did not end in time and is left to another process')
    },
  }
}

interface Running {
  runs: number
  /** Under which name this process holds jobs at present. */
  holder: string | undefined
  runner: Runner | undefined
}

/** A runner that cannot write its result ends itself; another takes its place. */
async function keepWorking(
  options: JobsOptions,
  pool: Pool,
  state: Running,
  stopping: AbortSignal,
): Promise<void> {
  let pauseMs = shortestPauseMs
  while (!stopping.aborted) {
    const since = performance.now()
    try {
      state.runner = await startRunner(options, pool, state)
      if (stopping.aborted) await state.runner.stop()
      await state.runner.promise
    } catch (error) {
      options.log.error('the work on jobs was interrupted', { error })
    }
    state.runner = undefined
    if (stopping.aborted) return
    pauseMs = performance.now() - since > longestPauseMs ? shortestPauseMs : pauseMs
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => undefined)
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

function startRunner({ tenant, tasks, schedule, log, metrics }: JobsOptions, pool: Pool, state: Running) {
  const events: WorkerEvents = new EventEmitter()
  state.runs += 1
  const holder = `${tenant.processId}/${state.runs.toFixed()}`
  state.holder = holder
  // The name under which jobs are held says whose they are, so that they are free when that process is dead.
  events.on('pool:create', ({ workerPool }) => {
    workerPool.id = holder
  })
  const observed = { tenant: tenant.id, log, metrics }
  return run({
    pgPool: pool,
    events,
    logger: queueLogger(log),
    concurrency: atOnce,
    pollInterval: lookEveryMs,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: finishMs,
    // Without a batch graphile-worker 0.18 waits for no result to be written: stopping would lose it, and a connection
    // lost at that moment would be an unhandled rejection, which ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: Object.fromEntries(tasks.map((task) => [task.name, runTask(task, observed)])),
    parsedCronItems: parseCronItems(schedule.map(cronItem)),
  })
}

/** One row per task of the clock: a tick replaces what still waits or has failed, and never runs beside another. */
function cronItem({ task, at }: Tick) {
  return {
    task: task.name,
    identifier: task.name,
    match: at,
    options: { jobKey: `clock/${task.name}`, jobKeyMode: 'replace', queueName: task.name },
  } as const
}

async function keepWatching(
  { tenant, tasks, log, metrics }: JobsOptions,
  pool: Pool,
  state: Running,
  stopping: AbortSignal,
): Promise<void> {
  while (!stopping.aborted) {
    try {
      await freeJobsOfTheDead(pool, { processId: tenant.processId, holder: state.holder })
      if (metrics) await countJobs(pool, tenant.id, tasks, metrics)
    } catch (error) {
      log.warn('the queue of jobs could not be looked at', { error })
    }
    await sleep(watchEveryMs, undefined, { signal: stopping }).catch(() => undefined)
  }
}
