import { databasesOf, dropBeside } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, firstResidents, type ResidentId } from '../residents/index.ts'
import { daysOf, holdingsOf } from '../vault/index.ts'
import { faultsOf, unreadable } from './faults.ts'
import { asTenant, restoreBeside, withPool, type RestoreOptions } from './restore-beside.ts'
import { rowsOf, tablesOf } from './tables.ts'

const label = 'drill'
/** Whose identity and newest days are opened. */
const residentsTried = 20

export interface Drill {
  tenant: string
  dataTakenAt: string
  keysTakenAt: string
  /** Since the data were taken, in milliseconds. */
  ageMs: number
  restoreMs: number
  verifyMs: number
  /** Of both backups on the disk. */
  bytes: number
  rows: number
  leaves: number
  records: number
  /** Residents whose name opened, and of whose data a day opened where there was one. */
  opened: { identities: number; days: number }
  /** Of keys that are gone: rightly, after an erasure. */
  unreadable: number
  /** What does not hold; empty where everything does. */
  faults: string[]
  /** Rows that the running city has and the backup has not, by table; null where no city runs. */
  lost: Record<string, number> | null
}

/**
 * Restores into databases of its own, checks everything, opens some of what is sealed, and throws it all away again,
 * whatever happens. The running city is only counted.
 */
export async function drill(options: RestoreOptions): Promise<Drill> {
  try {
    const restored = await restoreBeside(options, label)
    const { data, keys, audit } = restored
    const tried = await asTenant(options, restored.databases, openSome)
    const tables = [...data.manifest.tables, ...keys.manifest.tables]
    return {
      tenant: options.provision.tenant,
      dataTakenAt: data.manifest.takenAt,
      keysTakenAt: keys.manifest.takenAt,
      ageMs: options.now().getTime() - Date.parse(data.manifest.takenAt),
      restoreMs: restored.restoreMs,
      verifyMs: restored.verifyMs,
      bytes: sumOf(tables.map(({ bytes }) => bytes)),
      rows: sumOf(tables.map(({ rows }) => rows)),
      leaves: audit.leaves,
      records: audit.records,
      opened: { identities: tried.identities, days: tried.days },
      unreadable: unreadable(restored),
      faults: [...faultsOf(restored), ...tried.faults],
      lost: await lostSince(options, new Map(data.manifest.tables.map(({ name, rows }) => [name, rows]))),
    }
  } finally {
    await dropBeside(options.provision, label)
  }
}

/** As the residents' own pages would. Nothing of it is shown or kept. */
async function openSome(tenant: Tenant): Promise<{ identities: number; days: number; faults: string[] }> {
  const found = { identities: 0, days: 0, faults: [] as string[] }
  for (const residentId of await firstResidents(tenant, residentsTried)) {
    try {
      if (await findResident(tenant, residentId)) found.identities += 1
      if (await opensADay(tenant, residentId)) found.days += 1
    } catch {
      // The fault may quote what it could not parse, which is somebody's.
      found.faults.push(`cannot-open ${residentId}`)
    }
  }
  return found
}

async function opensADay(tenant: Tenant, residentId: ResidentId): Promise<boolean> {
  const [holding] = await holdingsOf(tenant, residentId)
  if (!holding) return false
  const newest = { from: holding.last, to: holding.last }
  for await (const _ of daysOf(tenant, residentId, holding.item, newest)) return true
  return false
}

async function lostSince(
  { provision }: RestoreOptions,
  saved: ReadonlyMap<string, number>,
): Promise<Record<string, number> | null> {
  const running = databasesOf(provision).data.migrate
  return withPool(running, async (pool) => {
    const known = (await tablesOf(pool)).map(({ name }) => name).filter((name) => saved.has(name))
    const now = await rowsOf(pool, known)
    const more = known.map((name) => [name, (now.get(name) ?? 0) - (saved.get(name) ?? 0)] as const)
    return known.length === 0 ? null : Object.fromEntries(more.filter(([, rows]) => rows > 0))
  })
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}
