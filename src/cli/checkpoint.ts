import { Command } from 'commander'
import { openTenants, type DatabaseAddresses, type OpenTenant } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { createLog } from '../platform/log.ts'
import { StartProblem, type Told } from '../platform/start-problem.ts'
import { keepCheckpoint, newestCheckpoint, type Kept, type KeepRefusal } from '../proof/index.ts'
import { printed } from './checkpoint/print.ts'
import { withStoredCities } from './configured.ts'

interface Options {
  city?: string
  append?: string
  json?: true
}

/** `azukari checkpoint`: the newest checkpoint of a city, to print, to read out, to mail, or to keep in a file. */
export function checkpointCommand(): Command {
  return new Command('checkpoint')
    .description(
      '最新のチェックポイントを、印刷や電話のために出力 · print the newest checkpoint, for paper and telephone',
    )
    .option('--city <id>', '都市（1つだけなら省けます） · which city, where there are several')
    .option(
      '--append <file>',
      'ファイルの終わりに加える。食い違うときは加えません · add it to a file, unless that says otherwise than the log',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action((options: Options) =>
      withStoredCities((config, databases) =>
        withCity(config, databases, options.city, (tenant) => act(tenant, options)),
      ),
    )
}

async function withCity(
  config: Config,
  databases: DatabaseAddresses,
  city: string | undefined,
  work: (tenant: OpenTenant) => Promise<number>,
): Promise<number> {
  const chosen = config.tenants.filter(({ id }) => city === undefined || id === city)
  if (chosen.length !== 1) throw new StartProblem(whichCity(config))
  const log = createLog('warn', process.stderr)
  const tenants = await openTenants({ ...config, tenants: chosen }, databases, 'checkpoint', log)
  try {
    return await work(tenants[0] as OpenTenant)
  } finally {
    for (const tenant of tenants) await tenant.close()
  }
}

async function act(tenant: OpenTenant, { append, json }: Options): Promise<number> {
  // Before it is printed: what is refused shall not look as if it were kept.
  const kept = append === undefined ? undefined : await keepCheckpoint(tenant.database, append)
  const newest = await newestCheckpoint(tenant.database)
  if (json) {
    const { ok, ...found } = newest
    console.log(
      JSON.stringify({ tenant: tenant.id, ...(ok ? found : { because: 'nothing-logged-yet' }), kept }),
    )
  } else if (newest.ok) console.log(printed(tenant.city.name, newest))
  else console.log(`✗ ${refusalWords['nothing-logged-yet'].ja}\n  ${refusalWords['nothing-logged-yet'].en}`)
  if (kept && !json) console.log(toldOf(kept, append ?? ''))
  return newest.ok && kept?.ok !== false ? 0 : 1
}

function toldOf(kept: Kept, file: string): string {
  if (kept.ok)
    return kept.added
      ? `✓ ${file} に加えました。 Added to the file.`
      : `✓ ${file} には、もうあります。 The file has it already.`
  const { ja, en } = refusalWords[kept.because]
  const sizes = kept.sizes ? ` (${kept.sizes.join(' → ')})` : ''
  return `✗ ${file}: ${ja}\n  ${en}${sizes}`
}

function whichCity({ tenants }: Config): Told {
  const names = tenants.map(({ id }) => id).join(' | ')
  return { ja: `--city で都市を1つ選んでください: ${names}`, en: `Choose one city with --city: ${names}` }
}

const refusalWords: Record<KeepRefusal, Told> = {
  'nothing-logged-yet': {
    ja: '透明性ログには、まだ何も記録されていません。',
    en: 'The log is still empty.',
  },
  'file-not-of-this-log': {
    ja: 'このログの鍵のチェックポイントではないものが、ファイルにあります。ほかのファイルを指定し、元のファイルは残しておいてください。',
    en: 'Something in the file is no checkpoint signed by a key of this log. Name another file, and keep this one as it is.',
  },
  'file-too-large': {
    ja: 'ファイルが大きすぎます。名前を変えて保管し、新しいファイルを指定してください。',
    en: 'The file is too large. Put it away under another name, and begin a new one.',
  },
  'log-shorter': {
    ja: 'ファイルのチェックポイントより、ログが短くなっています。古いバックアップに戻していませんか。配信を止め、azukari verify-log --checkpoint で調べてください。',
    en: 'The log is shorter than a checkpoint in the file, as after an old backup. Stop deliveries, and look with azukari verify-log --checkpoint.',
  },
  'not-the-same-log': {
    ja: 'ファイルのチェックポイントのあとで、ログの記録が変えられています。ファイルを残し、azukari verify-log --checkpoint で調べて、監督する人に知らせてください。',
    en: 'Leaves under a checkpoint of the file were changed. Keep the file, look with azukari verify-log --checkpoint, and tell who supervises the city.',
  },
}
