import { Command } from 'commander'
import type { OpenTenant } from '../installation/index.ts'
import type { Told } from '../platform/start-problem.ts'
import { keepCheckpoint, newestCheckpoint, type Kept, type KeepRefusal } from '../proof/index.ts'
import { printed } from './checkpoint/print.ts'
import { cityOption, withOneCity } from './one-city.ts'

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
    .option(...cityOption)
    .option(
      '--append <file>',
      'ファイルの終わりに加える。食い違うときは加えません · add it to a file, unless that says otherwise than the log',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action((options: Options) => withOneCity(options.city, 'checkpoint', (tenant) => act(tenant, options)))
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
