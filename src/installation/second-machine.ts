import { join } from 'node:path'
import type { Config } from '../platform/config/index.ts'
import type { Pool } from '../platform/database/index.ts'
import type { Log } from '../platform/log.ts'
import { JournalCopy, SecondMachine, type StandbyProblem } from '../platform/second-machine/index.ts'

const remedies: Readonly<Record<StandbyProblem, string>> = {
  'not-reached':
    'azukari standby on the second machine cannot be reached (AZUKARI_STANDBY): start it, or look at the line between',
  'turned-away': 'the second machine does not know our AZUKARI_STANDBY_TOKEN: set the same on both',
  'another-journal':
    'the second machine keeps the copy of another journal: put its folder aside there, and it is copied anew',
  ahead:
    'the journal here lacks what the second machine has: put the newest one back (AZUKARI_JOURNAL), or promote the second machine',
  promoted:
    'the second machine has taken over: do not start this one again, make it the standby of the other',
  'data-not-followed':
    'no standby follows the data (slot azukari_standby): start PostgreSQL on the second machine',
  'keys-not-followed':
    'no standby follows the key store (slot azukari_standby): start its PostgreSQL on the second machine',
}

interface Around {
  pools: { deliveryDatabase: Pool; leaseDatabase: Pool; keystoreLook: Pool }
  log: Log
  giveUp: () => Promise<void>
}

/** The second machine as this process sees it; undefined when there is none. */
export function openSecondMachine(
  { standby, standbyToken, journal }: Config,
  tenant: string,
  { pools, log, giveUp }: Around,
): SecondMachine | undefined {
  if (standby === undefined || standbyToken === undefined) return undefined
  const place = { directory: join(journal, tenant), city: tenant, address: standby, token: standbyToken }
  return new SecondMachine({
    copy: new JournalCopy(place),
    database: pools.leaseDatabase,
    keystore: pools.keystoreLook,
    deliveryDatabase: pools.deliveryDatabase,
    giveUp,
    onChange: (problem) => tell(log, tenant, problem),
  })
}

function tell(log: Log, tenant: string, problem: StandbyProblem | undefined): void {
  if (problem === undefined) log.warn('the second machine knows everything again', { tenant })
  else log.error(`nothing is delivered: ${remedies[problem]}`, { tenant, because: problem })
}
