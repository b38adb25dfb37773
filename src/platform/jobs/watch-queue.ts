import { z } from 'zod'
import type { Queryable } from '../database/index.ts'
import type { JobMetrics } from './job-metrics.ts'
import type { Task } from './task.ts'

/**
 * Gives free what dead processes hold, so that others run it: graphile-worker by itself waits four hours. A holder is
 * `<process>/<run>`; what earlier runs of this process hold is given free too.
 */
export async function freeJobsOfTheDead(
  queue: Queryable,
  { processId, holder }: { processId: string; holder: string | undefined },
): Promise<void> {
  await queue.query(
    `select graphile_worker.force_unlock_workers(array(
       select distinct locked_by
         from graphile_worker.jobs
        where locked_by is distinct from $1
          and (split_part(locked_by, '/', 1) = $2
               or split_part(locked_by, '/', 1) not in (select process_id::text from platform.door_job_holders))))`,
    [holder ?? null, processId],
  )
}

const countsSchema = z.array(
  z.object({ job: z.string(), waiting: z.coerce.number(), given_up: z.coerce.number() }),
)

/** Says how many jobs of each task wait, and how many were given up. */
export async function countJobs(
  queue: Queryable,
  tenant: string,
  tasks: readonly Task[],
  metrics: JobMetrics,
): Promise<void> {
  const { rows } = await queue.query(
    `select task_identifier as job,
            count(*) filter (where attempts < max_attempts or locked_by is not null)  as waiting,
            count(*) filter (where attempts >= max_attempts and locked_by is null) as given_up
       from graphile_worker.jobs group by task_identifier`,
  )
  const counts = countsSchema.parse(rows)
  for (const { name } of tasks) {
    const count = counts.find(({ job }) => job === name)
    metrics.waiting.set({ tenant, job: name }, count?.waiting ?? 0)
    metrics.givenUp.set({ tenant, job: name }, count?.given_up ?? 0)
  }
}
