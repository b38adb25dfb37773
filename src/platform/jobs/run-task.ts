import type { JobHelpers, Task as QueueTask } from 'graphile-worker'
import type { Log } from '../log.ts'
import type { JobMetrics } from './job-metrics.ts'
import type { Task } from './task.ts'

interface Observed {
  tenant: string
  log: Log
  metrics: JobMetrics | undefined
}

/** The task as the queue calls it: counted, its failure told with id and reason, and nothing else kept of it. */
export function runTask(task: Task, { tenant, log, metrics }: Observed): QueueTask {
  return async (payload, { job, abortSignal }: JobHelpers) => {
    const ended = (status: 'done' | 'failed' | 'given-up') =>
      metrics?.runs.inc({ tenant, job: task.name, status })
    try {
      await task.run(withoutTick(payload), abortSignal)
      ended('done')
    } catch (error) {
      const because = reasonOf(error)
      const fields = { job: `${task.name}/${job.id}`, because, count: job.attempts, error }
      if (job.attempts < job.max_attempts) {
        ended('failed')
        log.warn('a job failed and will be tried again', fields)
      } else {
        ended('given-up')
        log.error('a job was given up after its last try', fields)
      }
      // The queue keeps the message beside the job: it must quote nothing.
      throw new Error(because)
    }
  }
}

/** A job of the clock carries when it was due; the tasks take their time from the tenant's clock. */
function withoutTick(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== '_cron'))
}

/** The error's name and code, which are ours or PostgreSQL's; never its message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
  return /^[\w .-]{1,80}$/.test(code) ? code : 'unknown'
}
