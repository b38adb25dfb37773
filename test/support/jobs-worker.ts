/** A process of its own that takes one job, says so, and never ends it. Killed by the test. */
import { z } from 'zod'
import { openPool } from '../../src/platform/database/index.ts'
import { startJobs, taskFor } from '../../src/platform/jobs/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { ProcessLease } from '../../src/platform/process-lease.ts'

const { personal, jobs, processId } = z
  .object({ personal: z.url(), jobs: z.url(), processId: z.uuid() })
  .parse(JSON.parse(process.argv[2] ?? ''))

const pool = openPool({ url: personal, name: 'test-worker', max: 2 })
await new ProcessLease(pool, processId, 'test', () => Promise.resolve(false)).start()
const task = taskFor({ name: 'count', payload: z.object({ id: z.string() }) }, async () => {
  process.stdout.write('begun\n')
  await new Promise(() => undefined)
})
startJobs({
  tenant: { id: 'test', processId },
  connection: jobs,
  tasks: [task],
  schedule: [],
  log: createLog('silent'),
})
