import { Command } from 'commander'
import {
  deleteOldKeys,
  dropOldReplaced,
  makeIdentity,
  manifestSecret,
  takeBackup,
  type BackupKind,
  type TakenBackup,
} from '../backup/index.ts'
import type { DatabaseAddresses } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { openPool } from '../platform/database/index.ts'
import { KeyStore } from '../platform/keys/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { version } from '../version.ts'
import { chosenCities, progressOn, sizeOf, tenantOption, type StoredCity } from './backup/cities.ts'
import { chosenRecipients, recipientOption } from './backup/recipients.ts'
import { withStoredCities } from './configured.ts'

interface Options {
  tenant?: string
  recipient: readonly string[]
  json?: true
}

function takingCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<directory>', 'バックアップを入れる場所 · where backups lie')
    .addOption(tenantOption())
    .addOption(recipientOption())
    .option('--json', 'JSONで出力 · print JSON')
}

/** `azukari backup DIRECTORY`: the data of each city as of one moment, encrypted, while everybody goes on. */
export function backupCommand(): Command {
  return takingCommand(
    'backup',
    '各都市のデータをバックアップする（鍵は含まない） · back up the data of each city, without the keys',
  ).action((directory: string, options: Options) =>
    withStoredCities(async (config, databases) => {
      const taken = await takeAll(config, databases, 'data', directory, options)
      tell(taken, [], options)
      return 0
    }),
  )
}

/** `azukari backup-keys DIRECTORY`: the key store of each city, apart, and no copy older than the limit. */
export function backupKeysCommand(): Command {
  return takingCommand(
    'backup-keys',
    '鍵の保管庫を、データと別の場所にバックアップし、期限を過ぎたものを消す · back up the key store in a place apart, and delete what is past its limit',
  ).action((directory: string, options: Options) =>
    withStoredCities(async (config, databases) => {
      const taken = await takeAll(config, databases, 'keys', directory, options)
      const limit = { days: config.keyBackupDays, now: new Date() }
      const deleted: string[] = []
      for (const { setting, provision } of await chosenCities(config, databases, options.tenant)) {
        deleted.push(...(await deleteOldKeys(directory, setting.id, limit)))
        const replaced = await dropOldReplaced(provision, limit)
        deleted.push(...replaced.map((moment) => `${setting.id} ${moment}`))
      }
      tell(taken, deleted, options)
      return 0
    }),
  )
}

/** `azukari backup-identity FILE`: the pair of keys that backups are encrypted with. */
export function backupIdentityCommand(): Command {
  return new Command('backup-identity')
    .description('バックアップを開く鍵を作る · make the key that opens backups')
    .argument('<file>', '秘密の半分を入れるファイル · file for the secret half')
    .option('--json', 'JSONで出力 · print JSON')
    .action(async (file: string, { json }: { json?: true }) => {
      try {
        const recipient = await makeIdentity(file)
        console.log(json ? JSON.stringify({ file, recipient }) : madeIdentity(file, recipient))
      } catch (problem) {
        if (!(problem instanceof StartProblem)) throw problem
        process.stderr.write(`${problem.told.ja}\n${problem.told.en}\n`)
        process.exitCode = 1
      }
    })
}

function madeIdentity(file: string, recipient: string): string {
  return [
    `${file} は、バックアップのある機械の外に保管してください。なくすと、どのバックアップも開けません。`,
    `Keep ${file} away from the machines and the backups. Without it no backup can be opened.`,
    `AZUKARI_BACKUP_RECIPIENTS=${recipient}`,
  ].join('\n')
}

async function takeAll(
  config: Config,
  databases: DatabaseAddresses,
  kind: BackupKind,
  directory: string,
  { tenant, recipient }: Options,
): Promise<TakenBackup[]> {
  const recipients = await chosenRecipients(config, recipient)
  const taken: TakenBackup[] = []
  for (const city of await chosenCities(config, databases, tenant)) {
    const secret = await secretOf(city)
    const { addresses, setting } = city
    const url = kind === 'data' ? addresses.data.migrate : addresses.keystore.migrate
    const onProgress = progressOn(setting.id)
    const now = () => new Date()
    taken.push(
      await takeBackup({
        kind,
        tenant: setting.id,
        url,
        directory,
        recipients,
        secret,
        program: version,
        now,
        onProgress,
      }),
    )
  }
  return taken
}

async function secretOf({ addresses, ring }: StoredCity): Promise<Buffer> {
  const pool = openPool({ url: addresses.keystore.keystore, name: 'azukari-backup', max: 1 })
  return manifestSecret(new KeyStore(pool, ring), new Date()).finally(() => pool.end())
}

function tell(taken: readonly TakenBackup[], deleted: readonly string[], { json }: Options): void {
  const told = taken.map(({ folder, manifest: { tenant, takenAt, tables, checkpoint } }) => ({
    tenant,
    folder,
    takenAt,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    bytes: tables.reduce((sum, { bytes }) => sum + bytes, 0),
    leaves: checkpoint?.size ?? 0,
  }))
  if (json) return console.log(JSON.stringify({ taken: told, deleted }))
  for (const { tenant, folder, tables, rows, bytes } of told)
    console.log(
      `✓ ${tenant}: ${String(tables)} 表 tables, ${String(rows)} 行 rows, ${sizeOf(bytes)} → ${folder}`,
    )
  for (const folder of deleted) console.log(`期限切れを削除 · deleted, past its limit: ${folder}`)
}
