import { Command } from 'commander'
import { itemCodes, type ItemCode } from '../catalog/index.ts'
import {
  changeProgramKeys,
  changeScopes,
  endProgram,
  programIdSchema,
  programs,
  programScopes,
  registerProgram,
  type ProgramScope,
} from '../identity/index.ts'
import { nameFrom, readKeys, registrationCommands, someOf } from './registration.ts'

interface Options {
  id: string
  name: string
  scopes: ProgramScope[]
  items?: ItemCode[]
  keys: string
  city?: string
  json?: true
}

const { command, run, list } = registrationCommands<Options>({
  called: 'programs',
  idSchema: programIdSchema,
  idMeans: 'プログラムの名前 · its id, such as city.ledger',
  idLike: 'city.… a-z 0-9 -',
})

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
  return list(async (tenant) =>
    (await programs(tenant)).map(({ programId: id, name, kind, scopes, items }) => ({
      json: { id, name, ended: kind === 'ended', scopes, items },
      line: `${id}  ${name}`,
    })),
  )
}

const scopesOption = [
  '--scopes <list>',
  `カンマ区切り · separated by commas: ${programScopes.join(',')}`,
  someOf(programScopes),
] as const
const itemsOption = [
  '--items <list>',
  '連携先が送ってよいデータ。カンマ区切り · what a partner may bring, separated by commas: activity.steps,body.weight …',
  someOf(itemCodes),
] as const
const keysOption = ['--keys <file>', '公開鍵（JWK Set） · its public keys, a JWK Set'] as const
