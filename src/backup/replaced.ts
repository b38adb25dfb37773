import { dayMs } from '../kernel/index.ts'
import {
  databasesOf,
  dropBeside,
  labelsBeside,
  swapIn,
  type ProvisionOptions,
} from '../platform/database/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { problems } from './problems.ts'
import { withPool } from './restore-beside.ts'

const beginning = 'before-'

/** What a restore calls the databases that were there. */
export function asideLabel(now: Date): string {
  return `${beginning}${now.toISOString().slice(0, 23).replace(/[-:.]/g, '').toLowerCase()}`
}

/** The moments (`20261126t234636123`, UTC) of restores whose predecessors are still there, the newest last. */
export async function replacedIn(provision: ProvisionOptions): Promise<string[]> {
  const { keystore, data } = databasesOf(provision)
  const asked = { tenant: provision.tenant, beginning }
  const [inKeys, inData] = [
    await withPool(keystore.keystore, (pool) => labelsBeside(pool, 'keystore', asked)),
    await withPool(data.migrate, (pool) => labelsBeside(pool, 'data', asked)),
  ]
  return [...new Set([...inKeys, ...inData])].map((label) => label.slice(beginning.length)).sort()
}

/**
 * Takes a restore back: what was there before it is in place again, and what it had put there is kept in turn.
 * @throws StartProblem where a service is at work, or nothing is kept of that moment
 */
export async function undoRestore(provision: ProvisionOptions, moment: string, now: Date): Promise<string[]> {
  await requireReplaced(provision, moment)
  await withPool(databasesOf(provision).data.migrate, async (database) => {
    const living = await database.query('select from platform.door_live_processes')
    if (living.rowCount !== 0) throw new StartProblem(problems.stillRunning(provision.tenant))
  })
  return swapIn(provision, `${beginning}${moment}`, asideLabel(now))
}

/** @throws StartProblem where nothing is kept of that moment */
export async function dropReplaced(provision: ProvisionOptions, moment: string): Promise<void> {
  await requireReplaced(provision, moment)
  await dropBeside(provision, `${beginning}${moment}`)
}

/**
 * Drops what restores have replaced and kept for longer than the limit of the key store's backups, for it is one.
 * @returns the moments that are gone
 */
export async function dropOldReplaced(
  provision: ProvisionOptions,
  limit: { days: number; now: Date },
): Promise<string[]> {
  const old = (await replacedIn(provision)).filter(
    (moment) => limit.now.getTime() - instantOf(moment) > limit.days * dayMs,
  )
  for (const moment of old) await dropBeside(provision, `${beginning}${moment}`)
  return old
}

async function requireReplaced(provision: ProvisionOptions, moment: string): Promise<void> {
  const there = await replacedIn(provision)
  if (!there.includes(moment)) throw new StartProblem(problems.nothingReplaced(moment, there))
}

function instantOf(moment: string): number {
  const [, year, month, day, hour, minute, second, rest] =
    /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(moment) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`)
}
