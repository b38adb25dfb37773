import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../platform/config/index.ts'
import { hasCode } from '../platform/durable-file.ts'
import { CityKeyRing } from '../platform/keys/index.ts'
import { StartProblem } from '../platform/start-problem.ts'

/** The secret from which the services' database passwords are derived. Made once for each data directory. */
export async function databaseSecret(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, 'secrets', 'database.secret')
  await writeOnce(file, randomBytes(32).toString('hex'))
  return (await readFile(file, 'utf8')).trim()
}

/**
 * The ring of a city's keys. The demo makes one where there is none; in production it is made on purpose
 * (`azukari city-keys create`), because whoever makes it must also put a copy where it is safe.
 */
export async function cityKeyRing(config: Config, tenant: string): Promise<CityKeyRing> {
  const file = ringFileOf(config, tenant)
  if (!existsSync(file)) {
    if (config.mode === 'production') throw new StartProblem(noCityKeys(file))
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await CityKeyRing.fresh().save(file)
  }
  return CityKeyRing.load(file)
}

/** Each city has a ring of its own: what one city rotates or loses is no other's. */
export function ringFileOf(config: Config, tenant: string): string {
  return join(config.cityKeys, `${tenant}.json`)
}

function noCityKeys(file: string) {
  return {
    ja: `都市の鍵束がありません: ${file}\n  azukari city-keys create で作り、写しを安全な場所に保管してください。`,
    en: `There is no city key ring: ${file}\n  Make one with azukari city-keys create, and keep a copy in a safe place.`,
  }
}

/** Two processes that start together end up with one content: the first to link its file wins. */
async function writeOnce(file: string, content: string): Promise<void> {
  if (existsSync(file)) return
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(beside, content, { mode: 0o600, flag: 'wx' })
  try {
    await link(beside, file)
  } catch (fault) {
    if (!hasCode(fault, 'EEXIST')) throw fault
  } finally {
    await unlink(beside)
  }
}
