import { Command, Option } from 'commander'
import { dropReplaced, replacedIn, undoRestore } from '../backup/index.ts'
import { chosenCities, tenantOption } from './backup/cities.ts'
import { withStoredCities } from './configured.ts'

interface Options {
  undo?: string
  drop?: string
  tenant?: string
  json?: true
}

/** `azukari replaced`: what restores have put aside; `--undo` puts it back, `--drop` ends it. */
export function replacedCommand(): Command {
  return new Command('replaced')
    .description(
      '復元が名前を変えて残したデータベース: 一覧、もどす、消す · what restores have put aside: list it, put it back, drop it',
    )
    .addOption(new Option('--undo <moment>', 'その復元をやめ、前のものにもどす · take that restore back'))
    .addOption(new Option('--drop <moment>', '前のものを消す · drop what it replaced').conflicts('undo'))
    .addOption(tenantOption())
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ undo, drop, tenant, json }: Options) =>
      withStoredCities(async (config, databases) => {
        const kept: { tenant: string; moments: string[] }[] = []
        for (const { setting, provision } of await chosenCities(config, databases, tenant)) {
          if (undo !== undefined) await undoRestore(provision, undo, new Date())
          if (drop !== undefined) await dropReplaced(provision, drop)
          kept.push({ tenant: setting.id, moments: await replacedIn(provision) })
        }
        if (json) console.log(JSON.stringify(kept))
        else
          for (const { tenant: id, moments } of kept)
            console.log(`${id}: ${moments.join(' ') || 'なし · nothing'}`)
        return 0
      }),
    )
}
