import { existsSync } from 'node:fs'
import { Option } from 'commander'
import { databaseSecret, ringFileOf, type DatabaseAddresses } from '../../installation/index.ts'
import type { Config } from '../../platform/config/index.ts'
import { databasesOf, type ProvisionOptions, type TenantDatabases } from '../../platform/database/index.ts'
import { CityKeyRing } from '../../platform/keys/index.ts'
import { StartProblem } from '../../platform/start-problem.ts'

/** A city as a backup or a restore needs it. */
export interface StoredCity {
  setting: Config['tenants'][number]
  provision: ProvisionOptions
  addresses: TenantDatabases
  ring: CityKeyRing
  ringFile: string
}

export function tenantOption(): Option {
  return new Option('--tenant <id>', 'この都市だけ · this city only')
}

/** @throws StartProblem for a city that is not among the tenants, or has no ring */
export async function chosenCities(
  config: Config,
  databases: DatabaseAddresses,
  only: string | undefined,
): Promise<StoredCity[]> {
  const chosen = chosenTenants(config, only)
  const secret = await databaseSecret(config.dataDirectory)
  return Promise.all(
    chosen.map(async (setting) => {
      const provision: ProvisionOptions = {
        dataAdmin: databases.data,
        keystoreAdmin: databases.keystore,
        tenant: setting.id,
        secret,
      }
      const ringFile = ringFileOf(config, setting.id)
      if (!existsSync(ringFile)) throw new StartProblem(noRing(ringFile))
      const ring = await CityKeyRing.load(ringFile)
      return { setting, provision, addresses: databasesOf(provision), ring, ringFile }
    }),
  )
}

/** @throws StartProblem naming those there are */
export function chosenTenants({ tenants }: Config, only: string | undefined): Config['tenants'] {
  const chosen = tenants.filter(({ id }) => only === undefined || id === only)
  if (chosen.length > 0) return chosen
  const there = tenants.map(({ id }) => id).join(' | ')
  throw new StartProblem({
    ja: `${only ?? ''} という都市はありません。--tenant に書けるのは: ${there}`,
    en: `There is no city ${only ?? ''}. --tenant takes: ${there}`,
  })
}

function noRing(file: string) {
  return {
    ja: `都市の鍵束がありません: ${file}\n  控えから元にもどすか（azukari city-keys join）、保管した写しを置いてください。`,
    en: `There is no city key ring: ${file}\n  Make it again from its shares (azukari city-keys join), or put back the copy that was kept.`,
  }
}

/** One line on a terminal's stderr, written over; nothing in a pipe. */
export function progressOn(tenant: string): (what: string, done: number, of: number) => void {
  const out = process.stderr
  if (!out.isTTY) return () => undefined
  return (what, done, of) =>
    out.write(`\r\u001b[K${tenant}: ${String(done)}/${String(of)} ${what}${done === of ? '\n' : ''}`)
}

export function sizeOf(bytes: number): string {
  const kibibytes = bytes / 1024
  return kibibytes < 1024 ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / 1024).toFixed(1)} MiB`
}
