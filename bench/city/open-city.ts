import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openTenants, prepareInstallation, type OpenTenant } from '../../src/installation/index.ts'
import { cityKeyRing } from '../../src/installation/secrets.ts'
import { readConfig, type Config } from '../../src/platform/config/index.ts'
import { openPool, type Pool } from '../../src/platform/database/index.ts'
import { withDatabase } from '../../src/platform/database/provision.ts'
import { createLog } from '../../src/platform/log.ts'
import { freePort } from '../../test/support/http-free-port.ts'
import { startService, type ServiceProcess } from '../../test/support/service.ts'
import { testCity } from '../../test/support/tenant.ts'
import { fillCity, type CityCounts } from './fill-city.ts'
import type { Installation } from './open-installation.ts'

/** A filled city and the service that serves it: a process of its own, as in earnest. */
export interface BenchCity {
  counts: CityCounts
  config: Config
  /** This process's own view: looks into the books, and takes in residents. */
  tenant: OpenTenant
  service: ServiceProcess
  /** A second process of the same service; started when it is first asked for. */
  another(): Promise<ServiceProcess>
  /** Of a superuser of the city's database, for what peers read raw. */
  superuser: Pool
  /** Ends the service. The city stays for the next run. */
  close(): Promise<void>
}

export async function openCity(
  installation: Installation,
  residents: number,
  say: (text: string) => void,
): Promise<BenchCity> {
  const id = `bench${String(residents)}`
  const directory = join(installation.directory, id)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const environment = await environmentOf(installation, directory, id)
  const outcome = readConfig(environment)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  const { config } = outcome
  if (!existsSync(markerIn(directory))) await dropHalfMade(installation, id)
  await prepareInstallation(config, installation.addresses)
  const [tenant] = await openTenants(config, installation.addresses, 'bench', createLog('silent'))
  if (!tenant) throw new Error('a city must have been opened')
  const superuser = superuserOf(installation.addresses.data, `azukari_${id}`)
  const counts = await filled({ installation, config, tenant, superuser, directory }, residents, say)
  const service = await startService(environment, Number(new URL(config.publicUrl).port))
  let another: Promise<ServiceProcess> | undefined
  return {
    counts,
    config,
    tenant,
    service,
    another: () => (another ??= freePort().then((port) => startService(environment, port))),
    superuser,
    close: async () => {
      await Promise.all([service.stop(), another?.then((one) => one.stop())])
      await tenant.close()
      await superuser.end()
    },
  }
}

async function environmentOf(
  { addresses }: Installation,
  directory: string,
  id: string,
): Promise<NodeJS.ProcessEnv> {
  const tenantsFile = join(directory, 'tenants.json')
  await writeFile(tenantsFile, JSON.stringify([{ id, hosts: ['localhost', '127.0.0.1'], city: testCity }]))
  return {
    PATH: process.env['PATH'],
    AZUKARI_MODE: 'demo',
    DATABASE_URL: addresses.data,
    AZUKARI_KEYSTORE_URL: addresses.keystore,
    AZUKARI_DATA: directory,
    AZUKARI_TENANTS: tenantsFile,
    AZUKARI_LOG_LEVEL: 'warn',
    NODE_COMPILE_CACHE: join(directory, 'compile-cache'),
    AZUKARI_PUBLIC_URL: `http://localhost:${String(await freePort())}`,
  }
}

function superuserOf(url: string, database: string): Pool {
  return openPool({ url: withDatabase(url, database), name: 'bench', max: 4 })
}

/** Written when a city is whole. */
function markerIn(directory: string): string {
  return join(directory, 'filled.json')
}

/** What a run left that was ended while it made a city. */
async function dropHalfMade({ addresses }: Installation, id: string): Promise<void> {
  for (const [url, database] of [
    [addresses.data, `azukari_${id}`],
    [addresses.keystore, `azukari_${id}_keys`],
  ] as const) {
    const admin = superuserOf(url, 'postgres')
    await admin.query(`drop database if exists ${database} with (force)`)
    await admin.end()
  }
}

interface Empty {
  installation: Installation
  config: Config
  tenant: OpenTenant
  superuser: Pool
  directory: string
}

const countsSchema = z.object({
  residents: z.int(),
  envelopes: z.int(),
  observations: z.int(),
  grants: z.int(),
  provisions: z.int(),
})

/** Fills the city unless an earlier run did. */
async function filled(
  { installation, config, tenant, superuser, directory }: Empty,
  residents: number,
  say: (text: string) => void,
): Promise<CityCounts> {
  const marker = markerIn(directory)
  if (existsSync(marker)) return countsSchema.parse(JSON.parse(await readFile(marker, 'utf8')))
  const began = performance.now()
  const keystore = superuserOf(installation.addresses.keystore, `azukari_${tenant.id}_keys`)
  const ring = await cityKeyRing(config, tenant.id)
  const counts = await fillCity({ tenant, ring, data: superuser, keystore }, residents, (done) => {
    if (done % 10_000 === 0) say(`making a city: ${String(done)} of ${String(residents)} residents`)
  })
  await keystore.end()
  await writeFile(marker, JSON.stringify(counts))
  say(`made a city of ${String(residents)} residents in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return counts
}
