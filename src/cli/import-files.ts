import { Command } from 'commander'
import { itemOf } from '../catalog/index.ts'
import { systemClock } from '../kernel/index.ts'
import {
  fileSource,
  importRefusals,
  leftOutReasons,
  readDeposit,
  type ImportRefusal,
  type Reading,
} from '../vault/index.ts'
import { inBothLanguages } from './usage.ts'

/** What one file came to. `not-readable`: there is no such file, or it may not be read. */
type Outcome =
  | { file: string; ok: true; reading: Reading }
  | { file: string; ok: false; because: ImportRefusal | 'not-readable'; people?: readonly number[] }

const notReadable = {
  ja: 'ファイルがないか、読む権限がありません。',
  en: 'There is no such file, or it may not be read.',
}

const needsServer = `取り込みには起動中のサーバーが必要です。画面から取り込むか、--dry-run を付けて中身を確かめてください。
Storing needs a running server. Deposit the file on the resident's page, or add --dry-run to look into it.`

const needsFiles = `ファイルを1つ以上指定してください。
Name at least one file: azukari import --dry-run FILE…`

/** `azukari import --dry-run [--json] FILE…`: says what a file holds. No server, no database, nothing stored. */
export function importCommand(): Command {
  const command = inBothLanguages(new Command('import'))
    .description('ファイルの中身を確かめる / look into Apple Health exports and FIT files')
    .argument('[files...]', 'zip, xml or fit')
    .option('--dry-run', '読むだけで保存しない / read only, store nothing')
    .option('--json', 'JSONで出力 / print JSON')
  return command.action(async (files: string[], options: { dryRun?: true; json?: true }) => {
    if (options.dryRun !== true) command.error(needsServer, { exitCode: 2 })
    if (files.length === 0) command.error(needsFiles, { exitCode: 2 })
    const outcomes: Outcome[] = []
    for (const file of files) {
      const outcome = await look(file)
      outcomes.push(outcome)
      if (options.json !== true) console.log(readable(outcome))
    }
    if (options.json === true) console.log(JSON.stringify({ files: outcomes.map(asJson) }, null, 2))
    process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
  })
}

async function look(file: string): Promise<Outcome> {
  const source = await fileSource(file).catch(() => null)
  if (source === null) return { file, ok: false, because: 'not-readable' }
  const progress = progressOf(source.size)
  const result = await readDeposit(source, { now: systemClock.now(), onProgress: progress.show })
  progress.clear()
  return { file, ...result }
}

/** Percent on a terminal's stderr, so that stdout stays fit for a pipe. */
function progressOf(size: number): { show: (bytesRead: number) => void; clear: () => void } {
  const out = process.stderr
  let shown = -1
  if (!out.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show(bytesRead) {
      const percent = Math.floor((bytesRead / Math.max(size, 1)) * 100)
      if (percent <= shown) return
      shown = percent
      out.write(`\r${String(percent)} %`)
    },
    clear: () => out.write('\r      \r'),
  }
}

function wordsOf(because: ImportRefusal | 'not-readable'): { ja: string; en: string } {
  return because === 'not-readable' ? notReadable : importRefusals[because]
}

function asJson(outcome: Outcome): object {
  if (!outcome.ok) {
    const { ja, en } = wordsOf(outcome.because)
    return { ...outcome, ja, en }
  }
  const { file, ok, reading } = outcome
  const { format, leftOut } = reading
  const counts = reading.counts.map((line) => ({
    ...line,
    onlyIfChosen: itemOf(line.item).leftOutUnlessChosen,
  }))
  return { file, ok, format, counts, leftOut }
}

const formats = {
  'apple-health': 'Appleヘルスケア / Apple Health',
  fit: 'FIT',
} as const satisfies Record<Reading['format'], string>

function inJapan(instant: Date): string {
  return instant.toLocaleString('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' })
}

function readable(outcome: Outcome): string {
  if (!outcome.ok) {
    const { ja, en } = wordsOf(outcome.because)
    return `${outcome.file}\n  ✕ ${ja}\n    ${en} (${outcome.because})\n`
  }
  const { counts, leftOut, format } = outcome.reading
  const kept = counts.map(({ item, count, first, last }) => {
    const { names, leftOutUnlessChosen } = itemOf(item)
    const chosen = leftOutUnlessChosen ? '  選んだときだけ / only if chosen' : ''
    const period = `${inJapan(first)} – ${inJapan(last)}`
    return `  ${count.toLocaleString('en').padStart(9)}  ${period}  ${names.ja} / ${names.en}${chosen}`
  })
  const left = leftOut.map(
    ({ what, because, count }) =>
      `  ${count.toLocaleString('en').padStart(9)}  ${what}: ${leftOutReasons[because].ja} ${leftOutReasons[because].en}`,
  )
  const title = `${outcome.file}\n  ${formats[format]}`
  const nothing = kept.length === 0 ? ['  お預かりできる記録はありません / nothing to keep'] : []
  const leftTitle = left.length === 0 ? [] : ['  取り込まないもの / left out:']
  return [title, ...kept, ...nothing, ...leftTitle, ...left, ''].join('\n')
}
