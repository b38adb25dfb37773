import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseAddresses } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { lockInstance } from '../platform/instance-lock.ts'
import { addressOfRunning } from '../platform/postgres-server/index.ts'

/** The operator's own databases, or those of a `./start` that runs on this data directory; undefined when none does. */
export async function runningDatabases({
  databases,
  dataDirectory,
}: Config): Promise<DatabaseAddresses | undefined> {
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
  const data = await addressOfRunning(join(dataDirectory, 'postgres'))
  const keystore = await addressOfRunning(join(dataDirectory, 'keystore'))
  return data && keystore ? { data, keystore } : undefined
}
