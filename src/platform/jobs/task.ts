import type { z } from 'zod'

/** What a job carries: ids, codes and days, never a value about a person. The database refuses anything else. */
export type JobIds = Readonly<Record<string, string>>

/** A kind of job that can be queued. Its name is a row of platform.job_tasks. */
export interface JobKind<Ids extends JobIds> {
  readonly name: string
  readonly payload: z.ZodType<Ids>
}

/**
 * What is done for one kind of job. Every job runs at least once and, after a process died in its middle, again:
 * `run` must be able to find its work half done.
 */
export interface Task {
  readonly name: string
  run(payload: unknown, stopping: AbortSignal): Promise<void>
}

/** Binds a kind of job to what is done for it. `stopping` is aborted when the process wants to end. */
export function taskFor<Ids extends JobIds>(
  kind: JobKind<Ids>,
  run: (ids: Ids, stopping: AbortSignal) => Promise<void>,
): Task {
  return {
    name: kind.name,
    run: async (payload, stopping) => run(kind.payload.parse(payload), stopping),
  }
}

/** A task that runs by the clock: `at` in the form of cron, in UTC, to the minute. */
export interface Tick {
  readonly task: Task
  readonly at: string
}
