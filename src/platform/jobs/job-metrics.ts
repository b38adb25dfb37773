import type { Metrics } from '../metrics.ts'

/** Counts of one process; the jobs given up are counted in the database, so every process says the same. */
export type JobMetrics = ReturnType<typeof jobMetrics>

/** Once per process: every city counts with the same ones, by its label. */
export function jobMetrics(metrics: Metrics) {
  return {
    runs: metrics.counter({
      name: 'azukari_job_runs_total',
      help: 'Runs of jobs that ended in this process: done, failed (tries again) or given-up.',
      labels: ['tenant', 'job', 'status'],
    }),
    waiting: metrics.gauge({
      name: 'azukari_jobs_waiting',
      help: 'Jobs in the queue that will still be run.',
      labels: ['tenant', 'job'],
    }),
    givenUp: metrics.gauge({
      name: 'azukari_jobs_given_up',
      help: 'Jobs that failed too often and wait for a person.',
      labels: ['tenant', 'job'],
    }),
  }
}
