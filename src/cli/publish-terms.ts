import { open } from 'node:fs/promises'
import { Command } from 'commander'
import { z } from 'zod'
import { localDayOf, systemClock } from '../kernel/index.ts'
import type { OpenTenant } from '../installation/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import {
  firstTerms,
  mayPublishTerms,
  publishTerms,
  termsRefusals,
  termsSchema,
  type Terms,
} from '../residents/index.ts'
import { exitCodes } from '../supervisor/index.ts'
import { cityOption, withOneCity } from './one-city.ts'

interface Options {
  city?: string
  template?: true
  dryRun?: true
  json?: true
}

/** More than any text that people would read. */
const mostBytes = 1024 * 1024

/** `azukari publish-terms`: the terms of deposit that residents agree to, from a file. */
export function publishTermsCommand(): Command {
  const command = new Command('publish-terms')
  return command
    .description(
      '預託規約の版を公開する。なければ、だれも預けられない · publish a version of the terms of deposit; without one nobody can deposit',
    )
    .argument('[file]', '規約のファイル（JSON） · the file of the terms, JSON')
    .option(
      '--template',
      '見本を出力。弁護士に見てもらい、直して使う · print the sample, for a lawyer to look at and a city to adapt',
    )
    .option('--dry-run', '確かめるだけ · only check')
    .option(...cityOption)
    .option('--json', 'JSONで出力 · print JSON')
    .action(async (file: string | undefined, options: Options) => {
      if (options.template) return console.log(JSON.stringify(template(), null, 2))
      if (file === undefined) return command.error(noFile)
      await withOneCity(options.city, 'terms', async (tenant) =>
        publish(tenant, await readTerms(file), options),
      )
    })
}

/** The text that comes with the product, in force from today. */
function template(): Terms {
  const effectiveFrom = localDayOf(systemClock.now())
  return { version: 1, effectiveFrom, needsAgreement: true, sections: [...firstTerms] }
}

async function publish(tenant: OpenTenant, terms: Terms, { dryRun, json }: Options): Promise<number> {
  const outcome = await (dryRun ? mayPublishTerms : publishTerms)(tenant, terms)
  const { version, effectiveFrom, needsAgreement } = terms
  const because = outcome.ok ? undefined : outcome.because
  if (json) {
    const told = { tenant: tenant.id, version, effectiveFrom, needsAgreement }
    console.log(JSON.stringify({ ok: outcome.ok, because, ...told, dryRun: dryRun === true }))
  } else if (because !== undefined) {
    process.stderr.write(`${termsRefusals[because].ja}\n${termsRefusals[because].en}\n`)
  } else {
    console.log(dryRun ? inOrder(version) : published(version, effectiveFrom))
  }
  return outcome.ok ? exitCodes.ended : exitCodes.failed
}

const noFile = '規約のファイルを書いてください。\nName the file of the terms.'
const inOrder = (version: number) =>
  `第${version}版は公開できます（まだ公開していません） · version ${version} can be published; nothing was done`
const published = (version: number, from: string) =>
  `第${version}版を公開しました。${from}からです · version ${version} is published, in force from ${from}`

/** @throws StartProblem for a file that is none, or is not as it must be */
async function readTerms(file: string): Promise<Terms> {
  const terms = termsSchema.safeParse(parsed(await contentOf(file)))
  if (terms.success) return terms.data
  throw new StartProblem({
    ja: `規約のファイルに間違いがあります。\n${z.prettifyError(terms.error)}`,
    en: 'The file of the terms is not as it must be.',
  })
}

async function contentOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => null)
  if (!handle) throw new StartProblem({ ja: 'ファイルが読めません。', en: 'The file cannot be read.' })
  try {
    const { size } = await handle.stat()
    if (size > mostBytes)
      throw new StartProblem({ ja: 'ファイルが大きすぎます。', en: 'The file is too large.' })
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

/** undefined, which is no text of terms, where it is no JSON. */
function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
