import { Command, Option } from 'commander'
import { journalDirectoryOf, prepareInstallation, type DatabaseAddresses } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { importCity, type Imported } from '../portability/index.ts'
import { chosenCities, progressOn, tenantOption, type StoredCity } from './backup/cities.ts'
import { chosenIdentities, identityOption } from './backup/recipients.ts'
import { withStoredCities } from './configured.ts'

interface Options {
  identity?: string
  logKey?: string
  tenant?: string
  json?: true
}

/** `azukari import-all DIRECTORY`: a city that has moved here, into an empty one. */
export function importAllCommand(): Command {
  return new Command('import-all')
    .description(
      '引っ越してきた都市を、空の都市に取り込む · take a city that has moved here into an empty one',
    )
    .argument(
      '<directory>',
      'azukari export --moving が書いたフォルダー · what azukari export --moving wrote',
    )
    .addOption(identityOption())
    .addOption(
      new Option(
        '--log-key <key>',
        '書き出した市のログの鍵（/log/v1/keys）。ほかの鍵の署名なら断る · the key of that city’s log; refuse any other',
      ),
    )
    .addOption(tenantOption())
    .option('--json', 'JSONで出力 · print JSON')
    .action((directory: string, options: Options) =>
      withStoredCities(
        async (config, databases) => {
          const [city, imported] = await takeIn(config, databases, directory, options)
          console.log(options.json ? JSON.stringify(summaryOf(city, imported)) : toldOf(city, imported))
          return 0
        },
        { make: true },
      ),
    )
}

async function takeIn(
  config: Config,
  databases: DatabaseAddresses,
  directory: string,
  options: Options,
): Promise<[StoredCity, Imported]> {
  // Ring, logins and databases, where there are none yet.
  await prepareInstallation(config, databases)
  const city = await oneCity(config, databases, options.tenant)
  const imported = await importCity({
    provision: city.provision,
    city: city.setting,
    ring: city.ring,
    path: directory,
    identities: await chosenIdentities(config, options.identity),
    logKey: options.logKey,
    journalDirectory: journalDirectoryOf(config, city.setting.id),
    now: () => new Date(),
    onProgress: progressOn(city.setting.id),
  })
  // Queue, catalogue and rights as this version wants them.
  await prepareInstallation(config, databases)
  return [city, imported]
}

async function oneCity(
  config: Config,
  databases: DatabaseAddresses,
  tenant: string | undefined,
): Promise<StoredCity> {
  const [city, ...others] = await chosenCities(config, databases, tenant)
  if (city && others.length === 0) return city
  throw new StartProblem({
    ja: 'どの都市に取り込むのかを --tenant で指定してください。',
    en: 'Name with --tenant the city that takes it in.',
  })
}

function summaryOf({ setting }: StoredCity, { folder, manifest, audit, aside }: Imported) {
  const { leaves, records } = audit
  const lines = manifest.files.reduce((sum, one) => sum + one.lines, 0)
  const { exportedAt, log } = manifest
  return { tenant: setting.id, folder, exportedAt, logKey: log.key, lines, leaves, records, aside }
}

function toldOf(city: StoredCity, imported: Imported): string {
  const { tenant, folder, exportedAt, logKey, lines, leaves, records, aside } = summaryOf(city, imported)
  return [
    `✓ ${tenant}: ${folder}（${exportedAt}）`,
    `  ${String(lines)} 行 lines, ログ ${String(leaves)} 件・記録 ${String(records)} 件を確かめました · leaves and records hold`,
    `  署名 · signed by: ${logKey}`,
    `  空だったもの · what was empty: ${aside.join(', ')}（azukari replaced --drop）`,
    '  サービスを起動できます。バックアップを取り、書き出したフォルダーを消してください。',
    '  Start the service, take a backup, and delete the export.',
  ].join('\n')
}
