import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { joinRing, peopleAtMost, splitRing, type JoinOutcome } from '../backup/index.ts'
import { ringFileOf } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { CityKeyRing } from '../platform/keys/index.ts'
import { StartProblem, type Told } from '../platform/start-problem.ts'
import { chosenTenants, tenantOption } from './backup/cities.ts'
import { withConfig } from './configured.ts'

interface SplitOptions {
  people: number
  needed: number
  tenant?: string
  json?: true
}

/** `azukari city-keys split DIRECTORY`: the ring of each city in shares, one file for each person. */
export function splitCommand(): Command {
  const command = new Command('split')
    .description(
      '鍵束を何人かで分けて持つ控えにする · divide the ring among people, of whom some make it again',
    )
    .argument('<directory>', '控えを書く場所 · where the shares are written')
    .requiredOption('--people <number>', '控えを持つ人数 · how many hold a share', wholeNumber)
    .requiredOption('--needed <number>', '何人そろえば元にもどせるか · how many make it again', wholeNumber)
    .addOption(tenantOption())
    .option('--json', 'JSONで出力 · print JSON')
  return command.action(async (directory: string, options: SplitOptions) => {
    if (options.needed > options.people) command.error(tooMany, { exitCode: 2 })
    await withConfig(async (config) => {
      const written = await splitAll(config, directory, options)
      console.log(options.json ? JSON.stringify({ written }) : [...written, handOut].join('\n'))
      return 0
    })
  })
}

/** `azukari city-keys join SHARE SHARE`: the ring again, where there is none. */
export function joinCommand(): Command {
  return new Command('join')
    .description('控えをそろえて、鍵束を元にもどす · make the ring again from shares')
    .argument('<shares...>', '控えのファイル · files of shares')
    .option('--json', 'JSONで出力 · print JSON')
    .action((files: string[], { json }: { json?: true }) =>
      withConfig(async (config) => {
        const texts = await Promise.all(files.map(readShare))
        const outcome = await joinRing(texts)
        if (!outcome.ok) {
          const { ja, en } = toldOf(outcome, files)
          process.stderr.write(`${ja}\n${en}\n`)
          if (json) console.log(JSON.stringify(outcome))
          return 1
        }
        const file = await saveRing(config, outcome)
        console.log(json ? JSON.stringify({ ok: true, tenant: outcome.tenant, file }) : `✓ ${file}`)
        return 0
      }),
    )
}

async function splitAll(config: Config, directory: string, options: SplitOptions): Promise<string[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const written: string[] = []
  for (const { id } of chosenTenants(config, options.tenant)) {
    const ringFile = ringFileOf(config, id)
    if (!existsSync(ringFile)) throw new StartProblem(noRing(ringFile))
    const shares = await splitRing(await CityKeyRing.load(ringFile), { ...options, tenant: id })
    for (const [index, share] of shares.entries()) {
      const file = join(directory, `${id}-share-${String(index + 1)}-of-${String(options.people)}.txt`)
      await writeFile(file, share, { mode: 0o600, flag: 'wx' }).catch((fault: NodeJS.ErrnoException) => {
        throw fault.code === 'EEXIST' ? new StartProblem(isThere(file)) : fault
      })
      written.push(file)
    }
  }
  return written
}

/** A ring that is there may hold keys that the shares, made earlier, do not: it is never written over. */
async function saveRing(
  config: Config,
  { tenant, ring }: { tenant: string; ring: CityKeyRing },
): Promise<string> {
  const [city] = chosenTenants(config, tenant)
  const file = ringFileOf(config, city?.id ?? tenant)
  if (existsSync(file)) throw new StartProblem(isThere(file))
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await ring.save(file)
  return file
}

async function readShare(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new StartProblem({
      ja: `${file}: ファイルがないか、読む権限がありません。`,
      en: `${file}: there is no such file, or it may not be read.`,
    })
  })
}

function wholeNumber(typed: string): number {
  const number = /^\d{1,2}$/.test(typed) ? Number(typed) : 0
  if (number < 2 || number > peopleAtMost) throw new InvalidArgumentError(`2–${String(peopleAtMost)}`)
  return number
}

function toldOf(outcome: Extract<JoinOutcome, { ok: false }>, files: readonly string[]): Told {
  const file = 'share' in outcome ? (files[outcome.share] ?? '') : ''
  switch (outcome.because) {
    case 'damaged':
      return {
        ja: `${file}: ${String(outcome.line)} 行目（左端の番号）が違います。紙と見くらべて打ち直してください。`,
        en: `${file}: line ${String(outcome.line)} (the number at its left) is not as it was printed. Compare it with the paper.`,
      }
    case 'other-ring':
      return {
        ja: `${file}: ほかの控えとは別の鍵束のものです。同じ日に作った控えをそろえてください。`,
        en: `${file}: this share is of another ring than the others. Gather shares that were made together.`,
      }
    case 'given-twice':
      return {
        ja: `${file}: 同じ控えが2回あります。別の人の控えを指定してください。`,
        en: `${file}: this share is given twice. Name another person's.`,
      }
    case 'too-few':
      return {
        ja: `控えが足りません（${String(outcome.given)} / ${String(outcome.needed)} 人分）。`,
        en: `Too few shares: ${String(outcome.given)} of the ${String(outcome.needed)} that are needed.`,
      }
  }
}

const handOut = `1つずつ別の人に紙で渡し、渡したらここから消してください。
Hand each to another person on paper, then delete them here.`

const tooMany = `--needed は --people を超えられません。
--needed cannot be more than --people.`

function noRing(file: string): Told {
  return {
    ja: `都市の鍵束がありません: ${file}。AZUKARI_CITY_KEYS を確かめてください。`,
    en: `There is no city key ring: ${file}. Check AZUKARI_CITY_KEYS.`,
  }
}

function isThere(file: string): Told {
  return {
    ja: `${file} はもうあります。上書きはしません。名前を変えるか、別の場所を指定してください。`,
    en: `${file} is there already, and is not written over. Rename it, or choose another place.`,
  }
}
