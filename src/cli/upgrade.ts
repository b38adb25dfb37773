import { Command } from 'commander'
import { requireYoungBackup } from '../backup/index.ts'
import {
  planUpgrade,
  prepareInstallation,
  type DatabaseAddresses,
  type PlannedUpgrade,
} from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { openPool, upgradeSchema } from '../platform/database/index.ts'
import { otherVersions } from '../platform/process-lease.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { version } from '../version.ts'
import { chosenCities } from './backup/cities.ts'
import { withDatabases } from './configured.ts'

interface Options {
  dryRun?: true
  backup?: string
  keys?: string
  withoutBackup?: true
  json?: true
}

/** A backup that is older does not know today. */
const backupHours = 24

/** `azukari upgrade`: the databases up to this program, while services of the version before go on. */
export function upgradeCommand(): Command {
  return new Command('upgrade')
    .description(
      'サービスを動かしたまま、データベースをこの版に合わせる · bring the databases up to this version while services go on',
    )
    .option('--dry-run', '何が変わるかを表示するだけ · only say what would change')
    .option(
      '--backup <directory>',
      '24時間以内のデータのバックアップ · a backup of the data, at most a day old',
    )
    .option('--keys <directory>', '同じく鍵の保管庫のバックアップ · and of the key store')
    .option('--without-backup', 'バックアップなしで行う · do without backups')
    .option('--json', 'JSONで出力 · print JSON')
    .action((options: Options) =>
      withDatabases(async (config, databases) => {
        const planned = await planUpgrade(config, databases)
        if (!options.dryRun) {
          await requireBackups(planned, options)
          await prepareInstallation(config, databases, undefined, (url, directory) =>
            upgradeSchema(
              url,
              directory,
              (name) => process.stderr.isTTY && process.stderr.write(`${name}\n`),
            ),
          )
        }
        const stillOld = options.dryRun ? [] : await oldProcesses(config, databases)
        if (options.json) console.log(JSON.stringify({ version, planned, stillOld }))
        else console.log(toldOf(planned, stillOld, options.dryRun === true))
        return 0
      }),
    )
}

async function requireBackups(planned: readonly PlannedUpgrade[], options: Options): Promise<void> {
  const { backup, keys, withoutBackup } = options
  const touched = planned.filter(({ changes, hasResidents }) => changes.length > 0 && hasResidents)
  if (withoutBackup || touched.length === 0) return
  if (backup === undefined || keys === undefined) throw new StartProblem(noBackup)
  for (const { tenant } of touched) {
    const limit = { hours: backupHours, now: new Date() }
    await requireYoungBackup(backup, 'data', tenant, limit)
    await requireYoungBackup(keys, 'keys', tenant, limit)
  }
}

const noBackup = {
  ja: '市民がいるデータベースを変えます。24時間以内のバックアップの場所を --backup と --keys で指定してください（azukari backup・backup-keys）。なしで行うなら --without-backup。何が変わるかは --dry-run で分かります。',
  en: 'This changes a database that has residents. Name backups of the last day with --backup and --keys (azukari backup, backup-keys), or do without them: --without-backup. What would change says --dry-run.',
}

type OldProcess = { tenant: string } & Awaited<ReturnType<typeof otherVersions>>[number]

async function oldProcesses(config: Config, databases: DatabaseAddresses): Promise<OldProcess[]> {
  const found: OldProcess[] = []
  for (const { setting, addresses } of await chosenCities(config, databases, undefined)) {
    const owner = openPool({ url: addresses.data.migrate, name: 'azukari-upgrade', max: 1 })
    const others = await otherVersions(owner, version).finally(() => owner.end())
    found.push(...others.map((one) => ({ tenant: setting.id, ...one })))
  }
  return found
}

function toldOf(
  planned: readonly PlannedUpgrade[],
  stillOld: readonly OldProcess[],
  dryRun: boolean,
): string {
  const changes = planned.flatMap(({ tenant, changes: some }) =>
    some.map(
      ({ name, breaking }) => `${dryRun ? '→' : '✓'} ${tenant} ${name}${breaking ? breakingMark : ''}`,
    ),
  )
  const isBreaking = planned.some((one) => one.changes.some(({ breaking }) => breaking))
  return [
    ...(changes.length > 0 ? changes : ['変わるものはありません。· Nothing to change.']),
    ...(isBreaking ? [breakingNote] : []),
    ...stillOld.map(toldOfOld),
  ].join('\n')
}

const breakingMark = '（前の版は動けません · breaking）'
const breakingNote =
  '前の版のプロセスは、数秒のうちに自分で終わります。この版で起動し直してください。\nProcesses of the version before end by themselves within seconds. Start this version.'

function toldOfOld({ tenant, service, version: old, processes }: OldProcess): string {
  const which = `${tenant} ${service} ${old ?? '?'} × ${String(processes)}`
  return `! まだ前の版で動いています。この版で起動し直してください · still of another version, to be started anew: ${which}`
}
