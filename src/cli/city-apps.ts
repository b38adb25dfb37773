import { readFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import {
  appIdSchema,
  apps,
  appScopes,
  changeApp,
  endApp,
  identityRefusals,
  programNameSchema,
  redirectUriSchema,
  registerApp,
  type AppScope,
} from '../identity/index.ts'
import type { OpenTenant } from '../installation/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { exitCodes } from '../supervisor/index.ts'
import { cityOption, withOneCity } from './one-city.ts'

interface Options {
  id: string
  name: string
  maker: string
  scopes: AppScope[]
  redirects: string[]
  keys?: string
  city?: string
  json?: true
}

type Work = (tenant: OpenTenant, options: Options) => Promise<Awaited<ReturnType<typeof endApp>>>

/** `azukari city-apps`: which apps residents may let in, what these may ask for, and where they are answered. */
export function cityAppsCommand(): Command {
  return new Command('city-apps')
    .description('市民が使えるアプリを登録する · register the apps that residents may let in')
    .addCommand(registerCommand())
    .addCommand(
      command(
        'allow',
        'できることと、もどり先を決めなおす · say anew what it may ask for, and where it is answered',
      )
        .requiredOption(...scopesOption)
        .requiredOption(...redirectsOption)
        .action(
          run((tenant, { id, scopes, redirects }) =>
            changeApp(tenant, null, { appId: id, scopes, redirectUris: redirects }),
          ),
        ),
    )
    .addCommand(
      command('end', '終わりにする（もとにはもどらない） · end it, for good').action(
        run((tenant, { id }) => endApp(tenant, null, id)),
      ),
    )
    .addCommand(listCommand())
}

function registerCommand(): Command {
  return command('register', 'はじめて登録する · register it for the first time')
    .requiredOption('--name <name>', 'アプリの名前 · its name', wordsFrom)
    .requiredOption('--maker <name>', '作った人 · who makes it', wordsFrom)
    .requiredOption(...scopesOption)
    .requiredOption(...redirectsOption)
    .option('--keys <file>', '公開鍵（サーバーで動くアプリ） · public keys of an app on servers, a JWK Set')
    .action(
      run(async (tenant, { id, name, maker, scopes, redirects, keys }) =>
        registerApp(tenant, null, {
          ...{ appId: id, name, maker, scopes, redirectUris: redirects },
          jwks: keys === undefined ? null : await readKeys(keys),
        }),
      ),
    )
}

function listCommand(): Command {
  return new Command('list')
    .description('登録を一覧する · list them')
    .option(...cityOption)
    .option(...jsonOption)
    .action(({ city, json }: Pick<Options, 'city' | 'json'>) =>
      withOneCity(city, 'apps', async (tenant) => {
        const found = (await apps(tenant)).map(({ appId, name, maker, kind, scopes, redirectUris }) => ({
          ...{ id: appId, name, maker, ended: kind === 'ended', scopes, redirectUris },
        }))
        if (json) console.log(JSON.stringify(found))
        else
          for (const { id, name, maker, ended, scopes } of found)
            console.log(`${id}  ${name}（${maker}）  ${ended ? '終了 · ended' : scopes.join(' ')}`)
        return 0
      }),
    )
}

const mostRedirects = 10
const scopesOption = [
  '--scopes <list>',
  `カンマ区切り · separated by commas: ${appScopes.join(',')}`,
  scopesFrom,
] as const
const redirectsOption = [
  '--redirects <list>',
  'もどり先（カンマ区切り） · where it is answered, separated by commas',
  redirectsFrom,
] as const
const jsonOption = ['--json', 'JSONで出力 · print JSON'] as const

function command(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--id <id>', 'アプリの名前 · its id, such as app.walk', idFrom)
    .option(...cityOption)
    .option(...jsonOption)
}

function run(work: Work) {
  return (options: Options) =>
    withOneCity(options.city, 'apps', async (tenant) => {
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
  const id = appIdSchema.safeParse(typed)
  if (!id.success) throw new InvalidArgumentError('app.… a-z 0-9 -')
  return id.data
}

function wordsFrom(typed: string): string {
  const words = programNameSchema.safeParse(typed)
  if (!words.success) throw new InvalidArgumentError('1–80 文字 · characters')
  return words.data
}

function scopesFrom(typed: string): AppScope[] {
  return typed.split(',').map((one) => {
    const scope = appScopes.find((known) => known === one.trim())
    if (!scope) throw new InvalidArgumentError(appScopes.join(', '))
    return scope
  })
}

function redirectsFrom(typed: string): string[] {
  const addresses = typed.split(',')
  const isFit = addresses.every((address) => redirectUriSchema.safeParse(address).success)
  if (!isFit || addresses.length > mostRedirects)
    throw new InvalidArgumentError('https://… http://127.0.0.1:… com.example.app:/…')
  return addresses
}
