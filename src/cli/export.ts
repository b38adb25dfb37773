import { Command } from 'commander'
import { openPool } from '../platform/database/index.ts'
import { goOnHere, movedAt } from '../platform/moved-away.ts'
import { exportCity, type Exported } from '../portability/index.ts'
import { version } from '../version.ts'
import { chosenCities, progressOn, sizeOf, tenantOption, type StoredCity } from './backup/cities.ts'
import { chosenRecipients, recipientOption } from './backup/recipients.ts'
import { withStoredCities } from './configured.ts'

interface Options {
  tenant?: string
  recipient: readonly string[]
  moving?: true
  json?: true
}

/** `azukari export DIRECTORY`: everything each city holds, opened, in a format of its own (docs/export-format.md). */
export function exportCommand(): Command {
  return new Command('export')
    .description(
      '都市の全部を、ほかのソフトでも読める形で書き出す · everything a city holds, in a format that other software can read',
    )
    .argument('<directory>', '書き出す場所 · where the export will lie')
    .addOption(recipientOption())
    .addOption(tenantOption())
    .option(
      '--moving',
      '引っ越し: ログの署名の鍵も入れ、この都市をここで終える（サービスを止めて） · move: with the secret key of the log; the city ends here',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action((directory: string, options: Options) =>
      withStoredCities(async (config, databases) => {
        const recipients = await chosenRecipients(config, options.recipient)
        const exported: Exported[] = []
        for (const { setting, addresses, ring } of await chosenCities(config, databases, options.tenant))
          exported.push(
            await exportCity({
              tenant: setting.id,
              databases: addresses,
              ring,
              directory,
              recipients,
              purpose: options.moving ? 'move' : 'copy',
              program: version,
              now: () => new Date(),
              onProgress: progressOn(setting.id),
            }),
          )
        if (options.json) console.log(JSON.stringify(exported.map(summaryOf)))
        else for (const one of exported) console.log(toldOf(one))
        return 0
      }),
    )
}

function summaryOf({ folder, manifest: { tenant, purpose, exportedAt, log, files } }: Exported) {
  return {
    tenant,
    folder,
    purpose,
    exportedAt,
    logKey: log.key,
    files: files.length,
    lines: files.reduce((sum, { lines }) => sum + lines, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

function toldOf(exported: Exported): string {
  const { tenant, folder, purpose, files, lines, bytes, logKey } = summaryOf(exported)
  const warning = [
    '  ! 鍵も値も、中ではすべて開いています。開ける鍵は人に渡さず、用が済んだら消してください。消去した人のものも残ります。',
    '    Inside, keys and values are open, of people who erase later, too: keep the identity to yourself, and delete this when done.',
  ]
  const moved = [
    `  この都市はここで終わりました。取り込む側で azukari import-all ${folder} --log-key ${logKey}`,
    '  The city has ended here. Take it in there; azukari moved --take-back calls the move off.',
  ]
  return [
    `✓ ${tenant}: ${String(files)} ファイル files, ${String(lines)} 行 lines, ${sizeOf(bytes)} → ${folder}`,
    ...warning,
    ...(purpose === 'move' ? moved : []),
  ].join('\n')
}

/** `azukari moved`: which cities have left, and `--take-back` where the move was called off. */
export function movedCommand(): Command {
  return new Command('moved')
    .description('引っ越した都市: 一覧、取りやめ · cities that have moved away: list them, call a move off')
    .option(
      '--take-back',
      '引っ越しをやめ、ここで続ける（ほかで取り込んでいないとき） · go on here; only where nothing has taken the export in',
    )
    .addOption(tenantOption())
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ takeBack, tenant, json }: { takeBack?: true; tenant?: string; json?: true }) =>
      withStoredCities(async (config, databases) => {
        const cities = []
        for (const city of await chosenCities(config, databases, tenant))
          cities.push({ tenant: city.setting.id, movedAt: await movedOf(city, takeBack === true) })
        if (json) console.log(JSON.stringify(cities))
        else
          for (const { tenant: id, movedAt: at } of cities)
            console.log(`${id}: ${at?.toISOString() ?? 'ここにあります · is here'}`)
        return 0
      }),
    )
}

/** Since when, afterwards. */
async function movedOf({ addresses }: StoredCity, takeBack: boolean): Promise<Date | null> {
  const owner = openPool({ url: addresses.data.migrate, name: 'azukari-moved', max: 1 })
  try {
    if (takeBack) await goOnHere(owner)
    return (await movedAt(owner)) ?? null
  } finally {
    await owner.end()
  }
}
