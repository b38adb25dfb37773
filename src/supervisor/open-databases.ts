import { join } from 'node:path'
import type { Config } from '../platform/config/index.ts'
import { startPostgres } from '../platform/postgres-server/index.ts'
import type { Told } from '../platform/start-problem.ts'
import { keepAlive, type Kept } from './keep-alive.ts'
import { clusterDied } from './words.ts'

/** Addresses for an administrator: without a database, able to create them. */
export interface DatabaseUrls {
  data: string
  keystore: string
}

/** The operator's own databases, or two clusters of ours. `onEnd` gets what is to be stopped at the end. */
export async function openDatabases(
  config: Config,
  tell: (told: Told) => void,
  onEnd: (kept: Kept) => void,
): Promise<DatabaseUrls> {
  if (config.databases.kind === 'given') return config.databases
  // Stopped in reverse: the data first, the keys last.
  const keystore = await openCluster(config.dataDirectory, 'keystore', tell, onEnd)
  const data = await openCluster(config.dataDirectory, 'postgres', tell, onEnd)
  return { data, keystore }
}

async function openCluster(
  dataDirectory: string,
  name: string,
  tell: (told: Told) => void,
  onEnd: (kept: Kept) => void,
): Promise<string> {
  const options = {
    directory: join(dataDirectory, name),
    passwordFile: join(dataDirectory, 'secrets', `${name}.password`),
  }
  const first = await startPostgres(options)
  // On the same port, so that the address the service was given stays true.
  const again = () => startPostgres({ ...options, port: first.port })
  onEnd(keepAlive(first, again, (waitMs) => tell(clusterDied(name, waitMs))))
  return first.url
}
