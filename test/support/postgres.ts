import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../src/platform/postgres-server/index.ts'
import { createCityTemplate } from './city-template.ts'
import { debianBinaries, testedMajor } from './debian-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser, without a database. Two clusters, as in earnest: the key store never shares a log with the data. */
    postgresUrl: string
    keystoreUrl: string
    /** Where their files lie, for tests that look at every byte on the disk. */
    postgresDirectory: string
    keystoreDirectory: string
  }
}

interface Clusters {
  postgresUrl: string
  keystoreUrl: string
  postgresDirectory: string
  keystoreDirectory: string
  stop(): Promise<void>
}

/** Several projects of one run share the clusters; each loads this file anew, so the count lives on globalThis. */
const shared = globalThis as typeof globalThis & {
  azukariTestClusters?: { users: number; started: Promise<Clusters> }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const clusters = (shared.azukariTestClusters ??= { users: 0, started: start() })
  clusters.users += 1
  const { stop, ...places } = await clusters.started
  project.provide('postgresUrl', places.postgresUrl)
  project.provide('keystoreUrl', places.keystoreUrl)
  project.provide('postgresDirectory', places.postgresDirectory)
  project.provide('keystoreDirectory', places.keystoreDirectory)
  return async () => {
    clusters.users -= 1
    if (clusters.users > 0) return
    delete shared.azukariTestClusters
    await stop()
  }
}

async function start(): Promise<Clusters> {
  const binaries = testedMajor === 18 ? undefined : debianBinaries(testedMajor)
  if (binaries !== undefined && !existsSync(binaries))
    throw new Error(
      `${binaries} is missing: apt-get install postgresql-${testedMajor}, or ./check --full does`,
    )
  const directory = await mkdtemp(join(tmpdir(), 'azukari-test-'))
  const cluster = (name: string) =>
    startPostgres({
      directory: join(directory, name),
      passwordFile: join(directory, `${name}.password`),
      durable: false,
      ...(binaries === undefined ? {} : { binaries }),
    })
  // One after the other: two at once gain nothing on two cores, and a failure leaves less behind.
  const postgres = await cluster('postgres')
  const keystore = await cluster('keystore')
  await createCityTemplate({ dataAdmin: postgres.url, keystoreAdmin: keystore.url })
  return {
    postgresUrl: postgres.url,
    keystoreUrl: keystore.url,
    postgresDirectory: join(directory, 'postgres'),
    keystoreDirectory: join(directory, 'keystore'),
    stop: async () => {
      await Promise.all([postgres.stop(), keystore.stop()])
      await rm(directory, { recursive: true, force: true })
    },
  }
}
