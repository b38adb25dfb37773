import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { Command } from 'commander'
import {
  planUpgrade,
  prepareInstallation,
  ringFileOf,
  type DatabaseAddresses,
} from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { CityKeyRing } from '../platform/keys/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { companies, people } from '../seed/index.ts'
import { joinCommand, splitCommand } from './city-key-shares.ts'
import { withConfig, withDatabases } from './configured.ts'
import { demoOnly } from './demo-config.ts'
import { seed } from './start-steps.ts'

/** `azukari migrate`: databases, logins and schemas where there are none, or nobody lives yet. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('新しいデータベースを用意する · prepare databases that are new')
    .option('--json', 'JSONで出力 · print JSON')
    .action((options: { json?: true }) =>
      withDatabases(async (config, databases) => {
        await refuseInhabited(config, databases)
        const applied: string[] = []
        await prepareInstallation(config, databases, (tenant, migration) => {
          applied.push(`${tenant}/${migration}`)
          if (!options.json) console.log(`✓ ${tenant} ${migration}`)
        })
        if (options.json) console.log(JSON.stringify({ applied }))
        else console.log(`適用 ${applied.length} 件 · ${applied.length} applied`)
        return 0
      }),
    )
}

/** Where people live it is an upgrade, which minds them. */
async function refuseInhabited(config: Config, databases: DatabaseAddresses): Promise<void> {
  const planned = await planUpgrade(config, databases)
  const touched = planned.find(({ changes, hasResidents }) => changes.length > 0 && hasResidents)
  if (touched)
    throw new StartProblem({
      ja: `${touched.tenant} には市民がいます。新しい版にするには azukari upgrade を使ってください。`,
      en: `${touched.tenant} has residents. To bring it up to this version use azukari upgrade.`,
    })
}

/** `azukari seed`: the fictional people and companies. Demo only. */
export function seedCommand(): Command {
  return new Command('seed')
    .description('架空の市民と会社を入れる（demo だけ） · add fictional people and companies (demo only)')
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ json }: { json?: true }) =>
      withDatabases(async (config, databases) => {
        if (config.mode !== 'demo') {
          process.stderr.write(`${demoOnly}\n`)
          return 2
        }
        await seed(config, databases)
        const seeded = {
          people: people.map(({ handle }) => handle),
          companies: companies.map(({ clientId }) => clientId),
        }
        console.log(json ? JSON.stringify(seeded) : [...seeded.people, ...seeded.companies].join('\n'))
        return 0
      }),
    )
}

/** `azukari city-keys create`: the first key ring of each city, on purpose and once. */
export function cityKeysCommand(): Command {
  const create = new Command('create')
    .description('都市の鍵束を作る · make the key ring of each city')
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ json }: { json?: true }) =>
      withConfig(async (config) => {
        const created = await createRings(config)
        console.log(json ? JSON.stringify({ created }) : toldOfRings(created))
        return 0
      }),
    )
  return new Command('city-keys')
    .description('都市の鍵 · city keys')
    .addCommand(create)
    .addCommand(splitCommand())
    .addCommand(joinCommand())
}

/** @returns the files of the rings that were missing */
async function createRings(config: Config): Promise<string[]> {
  await mkdir(config.cityKeys, { recursive: true, mode: 0o700 })
  const missing = config.tenants.map(({ id }) => ringFileOf(config, id)).filter((file) => !existsSync(file))
  for (const file of missing) await CityKeyRing.fresh().save(file)
  return missing
}

function toldOfRings(created: readonly string[]): string {
  if (created.length === 0) return 'すべてあります。· They exist already.'
  return [...created, '写しを安全な場所に保管してください。· Keep a copy in a safe place.'].join('\n')
}
