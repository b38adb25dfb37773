import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { chooseAccount, refuseUnreachable, takeOwnership, type Account } from './account.ts'
import { openCluster, versionOf, type Place } from './cluster.ts'
import { findInstallation, installationIn, linkLibraries, type Installation } from './installation.ts'
import { stopLeftover } from './leftover.ts'
import { runPostmaster, type RunningPostgres } from './postmaster.ts'

export { addressOfRunning, freePort, type RunningPostgres } from './postmaster.ts'

export interface PostgresOptions {
  /** Holds everything of this cluster; made when missing. */
  directory: string
  /** Where the superuser's password lies (0600); made when missing. */
  passwordFile: string
  /** A free one of the loopback address when absent. */
  port?: number
  /** Tests only: without it a power cut loses what was confirmed. Durable unless said otherwise. */
  durable?: boolean
  /** Tests only: in place of the account that fits this machine. */
  account?: Account
  /** Tests only: the folder with another PostgreSQL's programs, in place of the one that npm brings. */
  binaries?: string
}

/**
 * Starts PostgreSQL on 127.0.0.1 and resolves when it answers, after recovering from whatever happened before.
 * @throws StartProblem with the remedy, where the operator can do something about it
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const directory = resolve(options.directory)
  const installation = options.binaries === undefined ? findInstallation() : installationIn(options.binaries)
  const place: Place = {
    directory,
    cluster: join(directory, 'cluster'),
    passwordFile: resolve(options.passwordFile),
    environment: environmentOf(directory, installation),
  }
  const account = options.account ?? (await chooseAccount())
  const password = await prepare(place, installation, account)
  return runPostmaster({
    place,
    installation,
    account,
    password,
    durable: options.durable ?? true,
    ...(options.port === undefined ? {} : { port: options.port }),
  })
}

async function prepare(place: Place, installation: Installation, account: Account): Promise<string> {
  await mkdir(place.directory, { recursive: true, mode: 0o700 })
  await linkLibraries(installation, join(place.directory, 'libraries'))
  await takeOwnership(account, place.directory)
  await refuseUnreachable(account, installation.postgres, place.environment, place.directory)
  await stopLeftover(place.cluster)
  return openCluster(place, installation, account)
}

/** The version that comes along. Needs a folder for the library links. @throws when it cannot run here */
export async function postgresVersion(directory: string): Promise<string> {
  const installation = findInstallation()
  await linkLibraries(installation, join(directory, 'libraries'))
  return versionOf(installation, environmentOf(directory, installation))
}

/** Nothing of the caller's environment: a stray PGDATA or LC_ALL must not reach PostgreSQL. */
function environmentOf(directory: string, { native }: Installation): NodeJS.ProcessEnv {
  const environment = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
  if (native === undefined) return environment
  // A library reached through one of our links looks for its own beside the link, so both folders are named.
  return { ...environment, LD_LIBRARY_PATH: [join(directory, 'libraries'), join(native, 'lib')].join(':') }
}
