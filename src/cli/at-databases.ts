import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseAddresses } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { lockInstance } from '../platform/instance-lock.ts'
import { startPostgres } from '../platform/postgres-server/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { notRunning } from './demo-config.ts'
import { runningDatabases } from './running-databases.ts'

/**
 * Works on the databases, wherever they are: the operator's own, those of a `./start` that runs, or, while none runs, the
 * clusters in the data directory, which are started for it and stopped again. `make`: also where there are none yet.
 * @throws StartProblem where there are none, or somebody else is just starting them
 */
export async function atDatabases<Result>(
  config: Config,
  make: boolean,
  work: (databases: DatabaseAddresses) => Promise<Result>,
): Promise<Result> {
  const running = await runningDatabases(config, { asAdmin: true })
  if (running) return work(running)
  const { dataDirectory } = config
  if (!make && !existsSync(join(dataDirectory, 'postgres'))) throw new StartProblem(notRunning)
  const lock = await lockInstance(dataDirectory)
  if (!lock.ok) throw new StartProblem(isStarting)
  try {
    return await atOwnClusters(dataDirectory, work)
  } finally {
    await lock.release()
  }
}

async function atOwnClusters<Result>(
  dataDirectory: string,
  work: (databases: DatabaseAddresses) => Promise<Result>,
): Promise<Result> {
  const start = (name: string) =>
    startPostgres({
      directory: join(dataDirectory, name),
      passwordFile: join(dataDirectory, 'secrets', `${name}.password`),
    })
  const keystore = await start('keystore')
  try {
    const data = await start('postgres')
    try {
      return await work({ data: data.url, keystore: keystore.url })
    } finally {
      await data.stop()
    }
  } finally {
    await keystore.stop()
  }
}

const isStarting = {
  ja: 'ほかの azukari が、このデータの場所で始めたところか、終わるところです。少し待って、もう一度実行してください。',
  en: 'Another azukari is just starting or ending on this data directory. Wait a moment, and run this again.',
}
