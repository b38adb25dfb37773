import { z } from 'zod'
import { endRetention, finishErasures } from '../erasure/index.ts'
import { addDays } from '../kernel/index.ts'
import { forgetExpired } from '../identity/index.ts'
import { taskFor, type JobKind, type Task, type Tick } from '../platform/jobs/index.ts'
import { forgetDeadProcesses } from '../platform/process-lease.ts'
import type { Tenant } from '../platform/tenant.ts'
import { expireDeposits } from '../vault/index.ts'

const nothing = z.strictObject({})
const kind = (name: string): JobKind<Record<string, never>> => ({ name, payload: nothing })

/** 100 deposits a round: what is left after 10,000 waits for the next minute. */
const mostRounds = 100

/** What is done for a city by the clock: the tasks, and when. One of its processes does it, whichever is first. */
export function housekeeping(tenant: Tenant): { tasks: Task[]; schedule: Tick[] } {
  const deposits = taskFor(kind('expire-deposits'), (_, stopping) => expireAll(tenant, stopping))
  const processes = taskFor(kind('forget-dead-processes'), () => forgetDeadProcesses(tenant.database))
  const expired = taskFor(kind('forget-expired'), () => forgetExpired(tenant))
  const erasures = taskFor(kind('finish-erasures'), () => finishAll(tenant))
  return {
    tasks: [deposits, processes, expired, erasures],
    schedule: [
      { task: deposits, at: '* * * * *' },
      { task: processes, at: '7 * * * *' },
      { task: expired, at: '17 * * * *' },
      { task: erasures, at: '* * * * *' },
    ],
  }
}

/** What the law keeps no longer, and what a crash left half done. */
async function finishAll(tenant: Tenant): Promise<void> {
  while ((await endRetention(tenant)) > 0);
  await finishErasures(tenant, addDays(tenant.clock.now(), -1))
}

/** Previews expire by the clock of the city, in the demo too. */
async function expireAll(tenant: Tenant, stopping: AbortSignal): Promise<void> {
  for (let round = 0; round < mostRounds && !stopping.aborted; round += 1) {
    if ((await expireDeposits(tenant)) === 0) return
  }
}
