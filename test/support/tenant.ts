import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import type { Clock } from '../../src/kernel/index.ts'
import { openPool, type ProvisionOptions, type TenantDatabases } from '../../src/platform/database/index.ts'
import { CityKeyRing, KeyStore } from '../../src/platform/keys/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { ProcessLease } from '../../src/platform/process-lease.ts'
import { beginFirst, JournalFile, StopJournal } from '../../src/platform/stop-journal/index.ts'
import type { CityName, Tenant } from '../../src/platform/tenant.ts'
import { copyCityTemplate } from './city-template.ts'

export const testCity: CityName = {
  name: { ja: 'あおば野市', en: 'Aobano City' },
  contact: {
    name: { ja: 'データ相談窓口', en: 'Data desk' },
    phone: '048-000-0000',
    hours: { ja: '平日 8時30分〜17時15分', en: 'Weekdays 8:30–17:15' },
  },
}

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #now: Date

  constructor(now = new Date('2026-11-23T01:00:00Z')) {
    this.#now = now
  }

  now(): Date {
    return this.#now
  }

  set(now: Date): void {
    this.#now = now
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds)
  }
}

export interface TestTenant extends Tenant {
  clock: FakeClock
  databases: TenantDatabases
  sequencerConnection: string
  ring: CityKeyRing
  /** Lets go of every connection; the journal stays where it is. */
  letGo(): Promise<void>
  close(): Promise<void>
}

/** A city of its own on the test's PostgreSQL: databases, logins, migrations, keys. Close it when done. */
export async function createTestTenant(): Promise<TestTenant & { provision: ProvisionOptions }> {
  const id = `t${randomBytes(5).toString('hex')}`
  const provision: ProvisionOptions = {
    dataAdmin: inject('postgresUrl'),
    keystoreAdmin: inject('keystoreUrl'),
    tenant: id,
    secret: randomBytes(16).toString('hex'),
  }
  const databases = await copyCityTemplate(provision)
  const journal = join(await mkdtemp(join(tmpdir(), 'azukari-journal-')), 'stops.journal')
  const tenant = await openTestTenant(id, databases, CityKeyRing.fresh(), journal)
  await beginFirst(tenant.database, tenant.journal.file, randomUUID)
  return {
    ...tenant,
    provision,
    close: async () => {
      await tenant.close()
      await rm(dirname(journal), { recursive: true, force: true })
    },
  }
}

/** The same city once more, as after a restart of its service. */
export function reopen({ id, databases, ring, journal }: TestTenant): Promise<TestTenant> {
  return openTestTenant(id, databases, ring, journal.file.path)
}

/** Another process's view of the same city: own pools, own clock, same databases and keys. */
export async function openTestTenant(
  id: string,
  databases: TenantDatabases,
  ring: CityKeyRing,
  /** The path of its stop journal. */
  journal: string,
): Promise<TestTenant> {
  const database = openPool({ url: databases.data.personal, name: 'test-personal', max: 8 })
  const deliveryDatabase = openPool({ url: databases.data.personal, name: 'test-deliveries', max: 4 })
  const keystore = openPool({ url: databases.keystore.keystore, name: 'test-keystore', max: 4 })
  const processId = randomUUID()
  // These tests begin with a database that is the one that was last at work; src/recovery asks whether it is.
  const lease = new ProcessLease(database, processId, 'test', () => Promise.resolve(true))
  await lease.start()
  const letGo = async () => {
    await lease.stop()
    await stopJournal.close()
    await database.end()
    await deliveryDatabase.end()
    await keystore.end()
  }
  const stopJournal = new StopJournal({
    database,
    keystore,
    file: new JournalFile(journal),
    log: createLog('silent'),
  })
  return {
    id,
    hosts: [`${id}.test`],
    city: testCity,
    demo: true,
    database,
    deliveryDatabase,
    keys: new KeyStore(keystore, ring),
    clock: new FakeClock(),
    mailer: null,
    texter: null,
    processId,
    lease,
    journalDirectory: dirname(journal),
    journal: stopJournal,
    databases,
    sequencerConnection: databases.data.sequencer,
    ring,
    letGo,
    close: letGo,
  }
}

/** What a city's services may not: as the owner of its tables. */
export async function asOwner({ databases }: Pick<TestTenant, 'databases'>, sql: string): Promise<void> {
  const owner = openPool({ url: databases.data.migrate, name: 'test-owner', max: 1 })
  await owner.query(sql).finally(() => owner.end())
}
