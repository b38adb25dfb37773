import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseAddresses } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { lockInstance } from '../platform/instance-lock.ts'
import { addressOfRunning } from '../platform/postgres-server/index.ts'

/** Where the portals of the `./start` on this data directory are; undefined where none answers on it. */
export async function addressOfStart({ dataDirectory }: Config): Promise<string | undefined> {
  if (!existsSync(dataDirectory)) return undefined
  const lock = await lockInstance(dataDirectory)
  if (!lock.ok) return lock.holder.url || undefined
  await lock.release()
  return undefined
}

/**
 * The operator's own databases, or those of a `./start` that runs on this data directory; undefined when none does.
 * `asAdmin`: with the login that may create databases, which the operator's own addresses have.
 */
export async function runningDatabases(
  { databases, dataDirectory }: Config,
  { asAdmin = false } = {},
): Promise<DatabaseAddresses | undefined> {
  if (databases.kind === 'given') return databases
  // To lock is to make the folder; where there is none, nobody runs on it.
  if (!existsSync(dataDirectory)) return undefined
  const lock = await lockInstance(dataDirectory)
  if (lock.ok) {
    await lock.release()
    return undefined
  }
  // Without an address it is still preparing its databases.
  if (lock.holder.url === '') return undefined
  const addressOf = (name: string) =>
    addressOfRunning(
      join(dataDirectory, name),
      asAdmin ? join(dataDirectory, 'secrets', `${name}.password`) : undefined,
    )
  const data = await addressOf('postgres')
  const keystore = await addressOf('keystore')
  return data && keystore ? { data, keystore } : undefined
}
