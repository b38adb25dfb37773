import { randomUUID } from 'node:crypto'
import { systemClock } from '../kernel/index.ts'
import type { Config } from '../platform/config/index.ts'
import { databasesOf, openPool, type Pool, type TenantDatabases } from '../platform/database/index.ts'
import { CityKeyRing, KeyStore } from '../platform/keys/index.ts'
import type { Log } from '../platform/log.ts'
import { createMailer, type Mailer } from '../platform/mail/index.ts'
import { createTexter } from '../platform/sms/index.ts'
import { ProcessLease, type Admission } from '../platform/process-lease.ts'
import type { SecondMachine } from '../platform/second-machine/index.ts'
import { StopJournal } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { DemoClock } from '../platform/demo-clock.ts'
import { journalDirectoryOf, journalFileOf } from './journal.ts'
import { openSecondMachine } from './second-machine.ts'
import { cityKeyRing, databaseSecret, ringFileOf } from './secrets.ts'

export interface DatabaseAddresses {
  data: string
  keystore: string
}

export interface OpenTenant extends Tenant {
  /** The settable clock; null outside the demo. */
  demoClock: DemoClock | null
  /** Address of the login that works the queue of jobs, and can do nothing else. */
  jobsConnection: string
  /** Address of the login that appends to the transparency log, and can do nothing else. */
  sequencerConnection: string
  /** Resolves when the database no longer knows this process: it was restored meanwhile, and the process must end. */
  forgotten: Promise<undefined>
  /** Resolves when the second machine has taken over, and the process must end. */
  promoted: Promise<undefined>
  close(): Promise<void>
}

const pageConnections = 8
const deliveryConnections = 8
const keystoreConnections = 8
/** The longest statement confirms a deposit: 4.9 million samples were read, sealed and confirmed in 32 s altogether. */
const patienceMs = 60_000
/** A renewal that takes longer than the lease is none. */
const leasePatienceMs = 5_000

/** A process that was not told how to be admitted delivers nothing. */
const notAdmitted = (): Admission => () => Promise.resolve(false)
const never = new Promise<undefined>(() => undefined)

/**
 * Opens every city of this installation for one process of the service. `admissionOf`: what it asks before it may deliver; `version`: of
 * the program that must be started anew after an upgrade.
 */
export async function openTenants(
  config: Config,
  addresses: DatabaseAddresses,
  service: string,
  log: Log,
  admissionOf: (tenant: Tenant, log: Log) => Admission = notAdmitted,
  version: string | null = null,
): Promise<OpenTenant[]> {
  const secret = await databaseSecret(config.dataDirectory)
  return Promise.all(
    config.tenants.map(async (setting) => {
      const databases = databasesOf({
        dataAdmin: addresses.data,
        keystoreAdmin: addresses.keystore,
        tenant: setting.id,
        secret,
      })
      const ring = await cityKeyRing(config, setting.id)
      return openTenant(config, setting, { databases, ring, service, log, admissionOf, version })
    }),
  )
}

interface Opening {
  databases: TenantDatabases
  ring: CityKeyRing
  service: string
  log: Log
  admissionOf: (tenant: Tenant, log: Log) => Admission
  version: string | null
}

async function openTenant(
  config: Config,
  setting: Config['tenants'][number],
  { databases, ring, service, log, admissionOf, version }: Opening,
): Promise<OpenTenant> {
  const processId = randomUUID()
  const pools = openPools(databases, `azukari-${service}`, (error) =>
    log.warn('a database connection was lost', { tenant: setting.id, error }),
  )
  const { database, deliveryDatabase, keystore } = pools
  const second = openSecondMachine(config, setting.id, { pools, log, giveUp: () => lease.giveUp() })
  const options = { condition: second?.look, version }
  const lease = new ProcessLease(pools.leaseDatabase, processId, service, () => admission(), options)
  const demoClock = await demoClockOf(config, database)
  const ofThisCity = log.with({ tenant: setting.id })
  const stops = { file: journalFileOf(config, setting.id), mayConfirm: second?.mayConfirm, log: ofThisCity }
  const journal = new StopJournal({ database, keystore, ...stops })
  const tenant = {
    ...setting,
    demo: config.mode === 'demo',
    ...connectionsOf(databases),
    database,
    deliveryDatabase,
    keys: new KeyStore(keystore, ring, () => CityKeyRing.load(ringFileOf(config, setting.id))),
    clock: demoClock ?? systemClock,
    demoClock,
    mailer: mailerOf(config, setting, ofThisCity),
    texter: config.sms ? createTexter({ ...config.sms, log: ofThisCity }) : null,
    processId,
    lease,
    ...endsOf(lease, second),
    journalDirectory: journalDirectoryOf(config, setting.id),
    journal,
    close: () => closeAll(demoClock, [lease, journal], Object.values(pools)),
  }
  const admission = admissionOf(tenant, log)
  await lease.start()
  return tenant
}

/** As the city itself: in its own name, from its own address where it has one. */
function mailerOf({ mail }: Config, { city, mailFrom }: Config['tenants'][number], log: Log): Mailer | null {
  if (!mail) return null
  const from = { name: city.name.ja, address: mailFrom ?? mail.from }
  return createMailer({ server: mail.server, from, log })
}

async function demoClockOf({ mode }: Config, database: Pool): Promise<DemoClock | null> {
  const demoClock = mode === 'demo' ? new DemoClock(database) : null
  await demoClock?.start()
  return demoClock
}

const connectionsOf = ({ data }: TenantDatabases) => ({
  jobsConnection: data.jobs,
  sequencerConnection: data.sequencer,
})

const endsOf = (lease: ProcessLease, second: SecondMachine | undefined) => ({
  ...(second && { secondMachine: second }),
  forgotten: lease.forgotten,
  promoted: second?.promoted ?? never,
})

async function closeAll(
  demoClock: DemoClock | null,
  [lease, journal]: [ProcessLease, StopJournal],
  pools: readonly Pool[],
): Promise<void> {
  demoClock?.stop()
  await lease.stop()
  await journal.close()
  for (const pool of pools) await pool.end()
}

function openPools(databases: TenantDatabases, name: string, onIdleError: (error: Error) => void) {
  const pool = (url: string, max: number) => openPool({ url, name, max, onIdleError, patienceMs })
  return {
    database: pool(databases.data.personal, pageConnections),
    deliveryDatabase: pool(databases.data.personal, deliveryConnections),
    keystore: pool(databases.keystore.keystore, keystoreConnections),
    // Asked whether a standby follows; never connected where there is one machine.
    keystoreLook: openPool({
      url: databases.keystore.keystore,
      name: `${name}-lease`,
      max: 1,
      onIdleError,
      patienceMs: leasePatienceMs,
    }),
    // A connection of its own: a busy service must not lose its lease for want of one.
    leaseDatabase: openPool({
      url: databases.data.personal,
      name: `${name}-lease`,
      max: 1,
      onIdleError,
      patienceMs: leasePatienceMs,
    }),
  }
}
