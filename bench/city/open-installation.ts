import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPool, type Pool } from '../../src/platform/database/index.ts'
import { withDatabase } from '../../src/platform/database/provision.ts'
import { startPostgres } from '../../src/platform/postgres-server/index.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Kept between runs, and made anew when what it is made from has changed. */
export const benchDirectory = join(root, '.bench')

/** What decides how a city is written: the tables, and the code that fills them. */
const madeFrom = [
  ...['db/migrations/data', 'db/migrations/keystore', 'bench/city', 'src/catalog'],
  ...['src/vault/envelope.ts', 'src/vault/deposit-summary.ts', 'test/support/city.ts'],
]

/** PostgreSQL as a city runs it: two clusters, each confirmed write on the disk. */
export interface Installation {
  directory: string
  addresses: { data: string; keystore: string }
  /** Where peers keep their rows: a database of its own on the same cluster. */
  peers: Pool
  close(): Promise<void>
}

export async function openInstallation(): Promise<Installation> {
  const directory = join(benchDirectory, `cities-${await stampOf(madeFrom)}`)
  await forgetOthers(directory)
  await mkdir(directory, { recursive: true, mode: 0o755 })
  const cluster = (name: string) =>
    startPostgres({ directory: join(directory, name), passwordFile: join(directory, `${name}.password`) })
  const data = await cluster('postgres')
  const keystore = await cluster('keystore')
  const peers = await openPeersDatabase(data.url)
  return {
    directory,
    addresses: { data: data.url, keystore: keystore.url },
    peers,
    close: async () => {
      await peers.end()
      await Promise.all([data.stop(), keystore.stop()])
    },
  }
}

async function openPeersDatabase(url: string): Promise<Pool> {
  const admin = openPool({ url: withDatabase(url, 'postgres'), name: 'bench', max: 1 })
  const { rowCount } = await admin.query(`select from pg_database where datname = 'bench_peers'`)
  if (rowCount === 0) await admin.query('create database bench_peers')
  await admin.end()
  return openPool({ url: withDatabase(url, 'bench_peers'), name: 'bench-peers', max: 20 })
}

async function stampOf(places: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const place of places)
    for (const file of await filesIn(place)) hash.update(file).update(await readFile(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}

/** A file, or what lies in a folder; of the code for cities, not what only opens what the rest fills. */
async function filesIn(place: string): Promise<string[]> {
  if (!(await stat(join(root, place))).isDirectory()) return [place]
  const files = (await readdir(join(root, place), { withFileTypes: true })).filter((entry) => entry.isFile())
  return files
    .map(({ name }) => join(place, name))
    .filter((file) => !basename(file).startsWith('open-') && !file.endsWith('.test.ts'))
    .sort()
}

async function forgetOthers(kept: string): Promise<void> {
  await mkdir(benchDirectory, { recursive: true })
  for (const name of await readdir(benchDirectory)) {
    const place = join(benchDirectory, name)
    if (name.startsWith('cities-') && place !== kept) await rm(place, { recursive: true, force: true })
  }
}
