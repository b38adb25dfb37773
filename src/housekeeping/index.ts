import { z } from 'zod'
import { tellEndings } from '../consent/index.ts'
import { forgetAttendances, tellOfFile } from '../counter/index.ts'
import { endRetention, eraseDue, finishErasures } from '../erasure/index.ts'
import { addDays, systemClock } from '../kernel/index.ts'
import { forgetExpired, tellFormer } from '../identity/index.ts'
import { forgetUnfinished } from '../joining/index.ts'
import { mailNotices, tellErasures, tellTerms } from '../notices/index.ts'
import { taskFor, type JobKind, type Task, type Tick } from '../platform/jobs/index.ts'
import { forgetDeadProcesses } from '../platform/process-lease.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { forgetLoads, workLoad, workLoadKind, writeMissingSearchTerms } from '../residents/index.ts'
import { expireDeposits } from '../vault/index.ts'

const nothing = z.strictObject({})
const kind = (name: string): JobKind<Record<string, never>> => ({ name, payload: nothing })

/** 100 deposits a round: what is left after 10,000 waits for the next minute. */
const mostRounds = 100

/** What is done for a city by the clock: the tasks, and when. One of its processes does it, whichever is first. */
export function housekeeping(tenant: Tenant): { tasks: Task[]; schedule: Tick[] } {
  const deposits = taskFor(kind('expire-deposits'), (_, stopping) => expireAll(tenant, stopping))
  const processes = taskFor(kind('forget-dead-processes'), () => forgetDeadProcesses(tenant.database))
  const expired = taskFor(kind('forget-expired'), () => forgetOld(tenant))
  const erasures = taskFor(kind('finish-erasures'), finishing(tenant))
  const due = taskFor(kind('erase-due'), async (_, stopping) => {
    await eraseDue(tenant, stopping)
  })
  const terms = taskFor(kind('write-search-terms'), (_, stopping) =>
    writeMissingSearchTerms(tenant, stopping),
  )
  const loads = taskFor(workLoadKind, ({ loadId }, stopping) =>
    workLoad(tenant, loadId, {
      stopping,
      tell: (client, known, programId) => tellOfFile(tenant, client, known, programId),
    }),
  )
  const mails = taskFor(kind('mail-notices'), async (_, stopping) => {
    await tellFormer(tenant, stopping)
    await mailNotices(tenant, stopping)
  })
  const newTerms = taskFor(kind('tell-terms'), (_, stopping) => tellTerms(tenant, stopping))
  const near = taskFor(kind('tell-erasures'), (_, stopping) => tellErasures(tenant, stopping))
  const endings = taskFor(kind('tell-endings'), (_, stopping) => tellEndings(tenant, stopping))
  return {
    tasks: [deposits, processes, expired, erasures, due, terms, loads, mails, newTerms, near, endings],
    schedule: [
      { task: deposits, at: '* * * * *' },
      { task: processes, at: '7 * * * *' },
      { task: expired, at: '17 * * * *' },
      { task: erasures, at: '* * * * *' },
      { task: due, at: '*/10 * * * *' },
      { task: terms, at: '*/10 * * * *' },
      { task: mails, at: '* * * * *' },
      { task: newTerms, at: '* * * * *' },
      { task: near, at: '27 * * * *' },
      { task: endings, at: '37 * * * *' },
    ],
  }
}

async function forgetOld(tenant: Tenant): Promise<void> {
  await forgetExpired(tenant)
  await forgetUnfinished(tenant)
  await forgetAttendances(tenant, systemClock.now())
  await forgetLoads(tenant)
}

/**
 * What the law keeps no longer, and what a crash left half done; all that was ever erased, where the key store is another
 * one than before, because its keys could be back. And how far the stop journal has come, whoever wrote into it.
 */
function finishing(tenant: Tenant): () => Promise<void> {
  let place: string | undefined
  return async () => {
    while ((await endRetention(tenant)) > 0);
    const found = await placeOf(tenant.journal.keystore)
    await finishErasures(tenant, found === place ? addDays(tenant.clock.now(), -1) : undefined)
    place = found
    await tenant.journal.note()
  }
}

/** Which running server, and which database there. */
async function placeOf(keystore: Queryable): Promise<string | undefined> {
  const { rows } = await keystore.query<{ place: string }>(
    `select concat_ws('/', pg_postmaster_start_time(), oid, pg_relation_filenode('keystore.owner_keys')) as place
       from pg_database where datname = current_database()`,
  )
  return rows[0]?.place
}

/** Previews expire by the clock of the city, in the demo too. */
async function expireAll(tenant: Tenant, stopping: AbortSignal): Promise<void> {
  for (let round = 0; round < mostRounds && !stopping.aborted; round += 1) {
    if ((await expireDeposits(tenant)) === 0) return
  }
}
