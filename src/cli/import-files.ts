import { Command, InvalidArgumentError, Option } from 'commander'
import { itemCodes, itemOf, type ItemCode } from '../catalog/index.ts'
import { openTenants } from '../installation/index.ts'
import { systemClock } from '../kernel/index.ts'
import { createLog } from '../platform/log.ts'
import { people, type SeededPerson } from '../seed/index.ts'
import { fileSource, readDeposit } from '../vault/index.ts'
import { withRunningDemo } from './configured.ts'
import { depositFile } from './import/deposit-file.ts'
import { asJson, contentOf, resultOf, type Outcome } from './import/outcome.ts'
import { progressOf } from './import/progress.ts'

const handles = people.map(({ handle }) => handle).join(' | ')
const sensitive = itemCodes.filter((code) => itemOf(code).leftOutUnlessChosen)

const needsPerson = `だれとして預けるかを --as で指定するか、--dry-run を付けて中身だけを確かめてください。--as に書けるのは: ${handles}
Name with --as who deposits it, or add --dry-run to look into it only. --as takes: ${handles}`

const needsFiles = `ファイルを1つ以上指定してください。
Name at least one file: azukari import --as HANDLE FILE…, azukari import --dry-run FILE…`

const inProduction = `本人に代わって預けられるのは demo モードだけです。住民は画面から自分で預けます。中身を確かめるだけなら --dry-run を付けてください。
Depositing for somebody exists in demo mode only: residents do it on their page. To look into a file, add --dry-run.`

interface Options {
  dryRun?: true
  json?: true
  as?: string
  also: readonly ItemCode[]
  person?: number
}

/** `azukari import --as HANDLE FILE…` deposits for somebody of the running demo; `--dry-run` only looks, without it. */
export function importCommand(): Command {
  const command = new Command('import')
    .description(
      'ファイルを預ける（demo だけ）、中身を確かめる · deposit Apple Health exports and FIT files (demo only), or look into them',
    )
    .argument('[files...]', 'zip, xml · fit')
    .option('--as <name>', `だれとして預けるか · who deposits: ${handles}`)
    .addOption(
      new Option('--also <item>', 'とくに大切な情報で預けるもの（くり返し可） · sensitive item to keep, too')
        .argParser(alsoChosen)
        .default([], 'なし · none'),
    )
    .option('--person <number>', '体重計などの利用者番号 · your user number on a shared scale', userNumber)
    .addOption(new Option('--dry-run', '読むだけで保存しない · read only, store nothing').conflicts('as'))
    .option('--json', 'JSONで出力 · print JSON')
  return command.action(async (files: string[], options: Options) => {
    if (files.length === 0) command.error(needsFiles, { exitCode: 2 })
    if (options.dryRun) process.exitCode = await lookInto(files, options)
    else await deposit(files, depositorOf(command, options), options)
  })
}

function depositorOf(command: Command, { as }: Options): SeededPerson {
  return people.find(({ handle }) => handle === as) ?? command.error(needsPerson, { exitCode: 2 })
}

function alsoChosen(typed: string, before: readonly ItemCode[]): ItemCode[] {
  const item = sensitive.find((code) => code === typed)
  if (!item) throw new InvalidArgumentError(sensitive.join(' | '))
  return [...before, item]
}

/** FIT has 4,096 of them (`message_index`). */
function userNumber(typed: string): number {
  if (!/^\d{1,4}$/.test(typed)) throw new InvalidArgumentError('0–4095')
  return Number(typed)
}

async function lookInto(files: readonly string[], { json, person }: Options): Promise<number> {
  const outcomes: Outcome[] = []
  for (const file of files) {
    const outcome = await look(file, person)
    outcomes.push(outcome)
    if (json) continue
    console.log(file)
    if (outcome.ok) console.log(contentOf(outcome.holds))
    console.log(resultOf(outcome))
  }
  if (json) console.log(JSON.stringify({ files: outcomes.map(asJson) }, null, 2))
  return outcomes.every(({ ok }) => ok) ? 0 : 1
}

async function look(file: string, person: number | undefined): Promise<Outcome> {
  const source = await fileSource(file).catch(() => null)
  if (source === null) return { file, ok: false, because: 'not-readable' }
  const progress = progressOf(source.size)
  const result = await readDeposit(source, { now: systemClock.now(), person, onProgress: progress.show })
  progress.clear()
  return result.ok ? { file, ok: true, holds: result.reading } : { file, ...result }
}

/** One file after the other; each is told as soon as it is done. */
function deposit(files: readonly string[], { residentId }: SeededPerson, options: Options): Promise<void> {
  const { json, also, person } = options
  return withRunningDemo(inProduction, async (config, databases) => {
    const [tenant] = await openTenants(config, databases, 'import', createLog('warn', process.stderr))
    if (!tenant) throw new Error('the demo has lost its city')
    const { uploadLimitBytes: limitBytes, publicUrl } = config
    const depositor = { tenant, residentId, alsoChosen: also, person, limitBytes, publicUrl }
    const tell = (text: string) => (json ? undefined : console.log(text))
    let refused = 0
    try {
      for (const file of files) {
        tell(file)
        const outcome = await depositFile(depositor, file, (holds) => tell(contentOf(holds)))
        tell(resultOf(outcome))
        if (json) console.log(JSON.stringify(asJson(outcome)))
        if (!outcome.ok) refused += 1
      }
    } finally {
      await tenant.close()
    }
    return refused === 0 ? 0 : 1
  })
}
