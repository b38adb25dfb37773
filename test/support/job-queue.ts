/** The queue of a served city's jobs, and what became of them, as an operator sees them. */
import { inject } from 'vitest'
import { openPool } from '../../src/platform/database/index.ts'
import { withDatabase } from '../../src/platform/database/provision.ts'
import type { ServedCity, ServiceProcess } from './service.ts'

/** Jobs that wait, run or were given up; and connections that a transaction was left open on. */
export async function leftIn({ tenant }: Pick<ServedCity, 'tenant'>) {
  const url = withDatabase(inject('postgresUrl'), `azukari_${tenant.id}`)
  const superuser = openPool({ url, name: 'test-left', max: 1 })
  try {
    const { rows } = await superuser.query<{ jobs: number; transactions: number }>(
      `select (select count(*)::int from graphile_worker.jobs) as jobs,
              (select count(*)::int from pg_stat_activity
                where datname like current_database() || '%' and state like 'idle in transaction%'
                  and state_change < clock_timestamp() - interval '1 second') as transactions`,
    )
    return rows[0]
  } finally {
    await superuser.end()
  }
}

/** Runs of jobs that ended in these processes, by how they ended. */
export async function jobRuns(services: readonly ServiceProcess[]): Promise<Record<string, number>> {
  const runs: Record<string, number> = {}
  for (const { origin } of services) {
    const text = await (await fetch(`${origin}/metrics`)).text()
    for (const [, status = '', count] of text.matchAll(
      /^azukari_job_runs_total\{[^}]*status="([a-z-]+)"[^}]*\} (\d+)$/gmu,
    ))
      runs[status] = (runs[status] ?? 0) + Number(count)
  }
  return runs
}
