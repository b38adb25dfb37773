import { Command, Option } from 'commander'
import { renewCursorKey } from '../exchange/index.ts'
import { renewSigningKey } from '../identity/index.ts'
import {
  openTenants,
  rotateKeysOf,
  type DatabaseAddresses,
  type OpenTenant,
  type Rotation,
} from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { createLog } from '../platform/log.ts'
import { withStoredCities } from './configured.ts'

/** Keys that are one more from now on, while those before them go on opening what they made for a time. */
const renewals = { tokens: renewSigningKey, cursors: renewCursorKey } as const

const kinds = ['city', 'tokens', 'cursors'] as const

interface Options {
  what: (typeof kinds)[number]
  json?: true
}

/** `azukari rotate-keys`: a new key of this kind for each city, while the service runs. */
export function rotateKeysCommand(): Command {
  return new Command('rotate-keys')
    .description(
      '都市の鍵（または、事業者のトークンか、しおりの鍵）を新しくする · renew the city key and rewrap everything, or the keys of tokens or cursors',
    )
    .addOption(
      new Option('--what <kind>', 'どの鍵か · which keys: city, tokens, cursors')
        .choices(kinds)
        .default('city'),
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ what, json }: Options) =>
      withStoredCities(async (config, databases) =>
        what === 'city'
          ? rotateCityKeys(config, databases, json)
          : renew(config, databases, renewals[what], json),
      ),
    )
}

/** A new city key, everything rewrapped by it, the old one given up. */
async function rotateCityKeys(config: Config, databases: DatabaseAddresses, json?: true): Promise<number> {
  const rotations = await rotateKeysOf(config, databases, (tenant, rewrapped) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${tenant}: ${rewrapped}`)
  })
  if (json) console.log(JSON.stringify(rotations))
  else for (const rotation of rotations) console.log(told(rotation))
  return rotations.every(({ outcome }) => outcome.ok) ? 0 : 1
}

function told({ tenant, outcome }: Rotation): string {
  return outcome.ok
    ? `${tenant}: 新しい鍵 · new key ${outcome.cityKeyId}（${outcome.rewrapped}）`
    : `${tenant}: ほかで行っている最中です。· A rotation is under way elsewhere.`
}

async function renew(
  config: Config,
  databases: DatabaseAddresses,
  renewOne: (tenant: OpenTenant) => Promise<number>,
  json?: true,
): Promise<number> {
  const tenants = await openTenants(config, databases, 'rotate', createLog('warn', process.stderr))
  const renewed = []
  try {
    for (const tenant of tenants) renewed.push({ tenant: tenant.id, number: await renewOne(tenant) })
  } finally {
    for (const tenant of tenants) await tenant.close()
  }
  if (json) console.log(JSON.stringify(renewed))
  else
    for (const { tenant, number } of renewed)
      console.log(`${tenant}: ${String(number)} 番目の鍵 · key number ${String(number)}`)
  return 0
}
