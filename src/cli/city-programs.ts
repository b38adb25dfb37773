import { readFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import { itemCodes, type ItemCode } from '../catalog/index.ts'
import {
  changeProgramKeys,
  changeScopes,
  endProgram,
  identityRefusals,
  programIdSchema,
  programNameSchema,
  programs,
  programScopes,
  registerProgram,
  type ProgramScope,
} from '../identity/index.ts'
import type { OpenTenant } from '../installation/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { exitCodes } from '../supervisor/index.ts'
import { cityOption, withOneCity } from './one-city.ts'

interface Options {
  id: string
  name: string
  scopes: ProgramScope[]
  items?: ItemCode[]
  keys: string
  city?: string
  json?: true
}

type Work = (tenant: OpenTenant, options: Options) => Promise<Awaited<ReturnType<typeof endProgram>>>

/** `azukari city-programs`: which programs of the city come in, by which keys, and what they may do. */
export function cityProgramsCommand(): Command {
  return new Command('city-programs')
    .description(
      '市のプログラムを登録し、できることを決める · let programs of the city in, and say what they may do',
    )
    .addCommand(registerCommand())
    .addCommand(
      command(
        'allow',
        'できることを決めなおす（ほかは、できなくなる） · say anew what it may do, and nothing else',
      )
        .requiredOption(...scopesOption)
        .option(...itemsOption)
        .action(
          run((tenant, { id, scopes, items }) =>
            changeScopes(tenant, null, { programId: id, scopes, items }),
          ),
        ),
    )
    .addCommand(
      command('keys', '公開鍵を入れかえる · give it other public keys')
        .requiredOption(...keysOption)
        .action(
          run(async (tenant, { id, keys }) =>
            changeProgramKeys(tenant, null, { programId: id, jwks: await readKeys(keys) }),
          ),
        ),
    )
    .addCommand(
      command('end', '終わりにする（もとにはもどらない） · end it, for good').action(
        run((tenant, { id }) => endProgram(tenant, null, id)),
      ),
    )
    .addCommand(listCommand())
}

function registerCommand(): Command {
  return command('register', 'はじめて登録する · let it in for the first time')
    .requiredOption('--name <name>', '何のプログラムか · what it is', nameFrom)
    .requiredOption(...scopesOption)
    .requiredOption(...keysOption)
    .option(...itemsOption)
    .action(
      run(async (tenant, { id, name, scopes, items, keys }) =>
        registerProgram(tenant, null, { programId: id, name, scopes, items, jwks: await readKeys(keys) }),
      ),
    )
}

function listCommand(): Command {
  return new Command('list')
    .description('登録を一覧する · list them')
    .option(...cityOption)
    .option(...jsonOption)
    .action(({ city, json }: Pick<Options, 'city' | 'json'>) =>
      withOneCity(city, 'programs', async (tenant) => {
        const found = (await programs(tenant)).map(({ programId, name, kind, scopes, items }) => ({
          id: programId,
          name,
          ended: kind === 'ended',
          scopes,
          items,
        }))
        if (json) console.log(JSON.stringify(found))
        else
          for (const { id, name, ended, scopes } of found)
            console.log(`${id}  ${name}  ${ended ? '終了 · ended' : scopes.join(' ')}`)
        return 0
      }),
    )
}

const scopesOption = [
  '--scopes <list>',
  `カンマ区切り · separated by commas: ${programScopes.join(',')}`,
  scopesFrom,
] as const
const itemsOption = [
  '--items <list>',
  '連携先が送ってよいデータ。カンマ区切り · what a partner may bring, separated by commas: activity.steps,body.weight …',
  itemsFrom,
] as const
const jsonOption = ['--json', 'JSONで出力 · print JSON'] as const
const keysOption = ['--keys <file>', '公開鍵（JWK Set） · its public keys, a JWK Set'] as const

function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--id <id>', 'プログラムの名前 · its id, such as city.ledger', idFrom)
    .option(...cityOption)
    .option(...jsonOption)
}

function run(work: Work) {
  return (options: Options) =>
    withOneCity(options.city, 'programs', async (tenant) => {
      const outcome = await work(tenant, options)
      const { id, json } = options
      if (json) console.log(JSON.stringify({ ...outcome, id }))
      else if (!outcome.ok) throw new StartProblem(identityRefusals[outcome.because])
      else console.log(`✓ ${id}`)
      return outcome.ok ? exitCodes.ended : exitCodes.failed
    })
}

async function readKeys(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  try {
    return JSON.parse(text ?? '')
  } catch {
    throw new StartProblem({ ja: `${file} は JWK Set ではありません。`, en: `${file} is no JWK Set.` })
  }
}

function idFrom(typed: string): string {
  const id = programIdSchema.safeParse(typed)
  if (!id.success) throw new InvalidArgumentError('city.… a-z 0-9 -')
  return id.data
}

function nameFrom(typed: string): string {
  const name = programNameSchema.safeParse(typed)
  if (!name.success) throw new InvalidArgumentError('1–80 文字 · characters')
  return name.data
}

function itemsFrom(typed: string): ItemCode[] {
  return typed.split(',').map((one) => {
    const item = itemCodes.find((known) => known === one.trim())
    if (!item) throw new InvalidArgumentError(itemCodes.join(', '))
    return item
  })
}

function scopesFrom(typed: string): ProgramScope[] {
  return typed.split(',').map((one) => {
    const scope = programScopes.find((known) => known === one.trim())
    if (!scope) throw new InvalidArgumentError(programScopes.join(', '))
    return scope
  })
}
