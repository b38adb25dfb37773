import { Command, InvalidArgumentError } from 'commander'
import { StartProblem } from '../platform/start-problem.ts'
import { LogKey } from '../proof/index.ts'
import { exitCodes } from '../supervisor/index.ts'
import { parseAddress, WitnessFiles } from '../witness/index.ts'
import { ifNotBad } from './witness/name.ts'
import { runWitness } from './witness/run.ts'
import { toldProblems } from './witness/told-problems.ts'
import * as words from './witness/words.ts'

const inFolder = ['--in <folder>', '立会人のフォルダー · the folder of the witness'] as const
const asJson = ['--json', 'JSONで出力 · print JSON'] as const

/** `azukari witness`: watches the logs of other cities. Needs no database and no settings. */
export function witnessCommand(): Command {
  return new Command('witness')
    .description(
      'ほかの市の透明性ログに立ち会う · watch the logs of other cities, and cosign what is consistent',
    )
    .addCommand(keyCommand())
    .addCommand(addCommand())
    .addCommand(runCommand())
}

/** `azukari witness key`: makes the key. What it prints, each city puts into AZUKARI_WITNESSES. */
function keyCommand(): Command {
  return new Command('key')
    .description('立会人の鍵を作る · make the key of a witness')
    .argument(
      '<name>',
      '立会人の名前（例 kitano.example/witness） · such as kitano.example/witness',
      ifNotBad,
    )
    .requiredOption(...inFolder)
    .option(...asJson)
    .action((name: string, { in: folder, json }: { in: string; json?: true }) =>
      toldProblems(async () => {
        const { witness } = await new WitnessFiles(folder).makeKey(name)
        console.log(json ? JSON.stringify({ key: witness.toString() }) : witness.toString())
        return exitCodes.ended
      }),
    )
}

/** `azukari witness add`: a log to be watched. */
function addCommand(): Command {
  return new Command('add')
    .description('立ち会うログを加える · watch the log of one more city')
    .argument('<url>', '市の住所（https） · address of the city')
    .argument('<key>', '紙などで受け取ったログの鍵 · the key of its log, from paper or by telephone')
    .requiredOption(...inFolder)
    .option(...asJson)
    .action((url: string, written: string, { in: folder, json }: { in: string; json?: true }) =>
      toldProblems(async () => {
        const [address, key] = [parseAddress(url), LogKey.parse(written)]
        if (!address) throw new StartProblem(words.badAddress)
        if (!key) throw new StartProblem(words.badKey)
        const files = new WitnessFiles(folder)
        const known = (await files.logs()).find((log) => log.address.href === address.href)
        if (known && known.key.toString() !== key.toString()) throw new StartProblem(words.anotherKey)
        if (!known) await files.addLog({ address, key })
        const log = { url: address.href, log: key.name }
        console.log(json ? JSON.stringify(log) : `✓ ${log.log} (${log.url})`)
        return exitCodes.ended
      }),
    )
}

/** `azukari witness run`: one round, or one each hour until it is ended. */
function runCommand(): Command {
  return new Command('run')
    .description(
      'ログを見に行き、食い違いがなければ署名する · look at each log, and cosign what is consistent',
    )
    .requiredOption(...inFolder)
    .option('--every <time>', 'くり返す間隔（例 1h、30m） · again and again, such as 1h or 30m', periodOf)
    .option(...asJson)
    .action(({ in: folder, every, json }: { in: string; every?: number; json?: true }) =>
      toldProblems(() => runWitness(folder, { everyMs: every, json: json === true })),
    )
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds, from a minute to a week. */
function periodOf(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,4})([mhd])$/u.exec(text) ?? []
  const ms = Number(count) * (unitMs[unit] ?? 0)
  if (ms < 60_000 || ms > 7 * 86_400_000) throw new InvalidArgumentError('1m … 7d')
  return ms
}
