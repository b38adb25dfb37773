import { Command } from 'commander'
import {
  drill,
  findBackup,
  restoreCity,
  type Drill,
  type RestoredCity,
  type RestoreOptions,
} from '../backup/index.ts'
import { prepareInstallation, type DatabaseAddresses } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { chosenCities, progressOn, sizeOf, tenantOption } from './backup/cities.ts'
import { chosenIdentities, identityOption } from './backup/recipients.ts'
import { withStoredCities } from './configured.ts'

interface Options {
  keys: string
  identity?: string
  tenant?: string
  replace?: true
  json?: true
}

function fromBackups(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument(
      '<directory>',
      'データのバックアップか、それを入れた場所 · a backup of the data, or where they lie',
    )
    .requiredOption(
      '--keys <directory>',
      '鍵の保管庫のバックアップ · a backup of the key store, or where they lie',
    )
    .addOption(identityOption())
    .addOption(tenantOption())
    .option('--json', 'JSONで出力 · print JSON')
}

/** `azukari restore DIRECTORY --keys DIRECTORY`: a backup in the place of each city. */
export function restoreCommand(): Command {
  return fromBackups(
    'restore',
    'バックアップから元にもどす（サービスを止めて） · put backups in place, while the service is stopped',
  )
    .option(
      '--replace',
      '市民がいるデータベースも入れかえる（前のものは名前を変えて残す） · also where there are residents',
    )
    .action((directory: string, options: Options) =>
      withStoredCities(
        async (config, databases) => {
          const restored: (RestoredCity & { tenant: string })[] = []
          for (const city of await optionsOf(config, databases, directory, options)) {
            const done = await restoreCity(city, { replace: options.replace === true })
            restored.push({ tenant: city.provision.tenant, ...done })
          }
          // Queue, catalogue and rights as this version wants them.
          await prepareInstallation(config, databases)
          if (options.json) console.log(JSON.stringify(restored.map(summaryOf)))
          else for (const one of restored) console.log(toldOfRestore(one))
          return 0
        },
        { make: true },
      ),
    )
}

/** `azukari drill DIRECTORY --keys DIRECTORY`: whether these backups would bring the city back, and how fast. */
export function drillCommand(): Command {
  return fromBackups(
    'drill',
    '訓練: 使い捨ての場所に元にもどして、すべて確かめる · restore into a throw-away place, check everything, say what would be lost',
  ).action((directory: string, options: Options) =>
    withStoredCities(async (config, databases) => {
      const drills: Drill[] = []
      for (const city of await optionsOf(config, databases, directory, options))
        drills.push(await drill(city))
      if (options.json) console.log(JSON.stringify(drills))
      else for (const one of drills) console.log(toldOfDrill(one))
      return drills.every(({ faults }) => faults.length === 0) ? 0 : 1
    }),
  )
}

async function optionsOf(
  config: Config,
  databases: DatabaseAddresses,
  directory: string,
  { keys, identity, tenant }: Options,
): Promise<RestoreOptions[]> {
  const identities = await chosenIdentities(config, identity)
  const cities = await chosenCities(config, databases, tenant)
  return Promise.all(
    cities.map(async ({ setting, provision, ring, ringFile }) => ({
      provision,
      city: setting,
      ring,
      ringFile,
      data: await findBackup(directory, 'data', setting.id),
      keys: await findBackup(keys, 'keys', setting.id),
      identities,
      keyAgeLimitDays: config.keyBackupDays,
      now: () => new Date(),
      onProgress: progressOn(setting.id),
    })),
  )
}

function summaryOf({
  tenant,
  data,
  keys,
  audit,
  aside,
  restoreMs,
  verifyMs,
}: RestoredCity & { tenant: string }) {
  const { leaves, records } = audit
  const times = { restoreMs: Math.round(restoreMs), verifyMs: Math.round(verifyMs) }
  return { tenant, data: data.folder, keys: keys.folder, leaves, records, aside, ...times }
}

function toldOfRestore(restored: RestoredCity & { tenant: string }): string {
  const { tenant, audit, aside, restoreMs, verifyMs, keys, data } = restored
  const lines = [
    `✓ ${tenant}: ${data.folder}`,
    `  ログ ${String(audit.leaves)} 件、記録 ${String(audit.records)} 件を確かめました · leaves and records hold（${seconds(restoreMs)} + ${seconds(verifyMs)}）`,
    `  前のデータベース · what was there: ${aside.join(', ')}`,
    '  よければ azukari replaced --drop で消し、やめるなら --undo でもどします。消すまで、消去した人の鍵がそこに残ります。',
    '  azukari replaced --drop when all is well, --undo to go back; until dropped they hold keys of people who were erased.',
  ]
  if (keys.manifest.takenAt < data.manifest.takenAt)
    lines.push(
      '  ! 鍵のバックアップがデータより前です。その間に加わった人のデータは開けません。 The keys are older than the data.',
    )
  return lines.join('\n')
}

function toldOfDrill(done: Drill): string {
  const rows: [string, string][] = [
    ['データの時点 · data as of', `${done.dataTakenAt}（${hours(done.ageMs)}）`],
    ['鍵の時点 · keys as of', done.keysTakenAt],
    ['元にもどす · restore', seconds(done.restoreMs)],
    ['確かめる · verify', seconds(done.verifyMs)],
    ['大きさ · size', `${sizeOf(done.bytes)}, ${String(done.rows)} 行 rows`],
    ['ログ・記録 · leaves, records', `${String(done.leaves)}, ${String(done.records)}`],
    [
      '開いた · opened',
      `${String(done.opened.identities)} 人 identities, ${String(done.opened.days)} 日 days`,
    ],
    ['鍵がない記録 · unreadable', String(done.unreadable)],
    ...lostRows(done),
  ]
  return [
    `${done.faults.length === 0 ? '✓' : '✗'} ${done.tenant}`,
    ...rows.map(([what, figure]) => `  ${what}: ${figure}`),
    ...done.faults.map((fault) => `  → ${fault}`),
  ].join('\n')
}

/** What happened in the city since: it would be gone. */
function lostRows({ lost }: Drill): [string, string][] {
  if (!lost) return []
  const tables = Object.entries(lost).map(([table, rows]) => `${table} ${String(rows)}`)
  return [['失われる行 · rows that would be lost', tables.join(', ') || 'なし none']]
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
const hours = (milliseconds: number) => `${(milliseconds / 3_600_000).toFixed(1)} h`
