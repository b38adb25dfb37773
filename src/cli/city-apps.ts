import { Command, InvalidArgumentError } from 'commander'
import {
  appIdSchema,
  apps,
  appScopes,
  changeApp,
  endApp,
  redirectUriSchema,
  registerApp,
  type AppScope,
} from '../identity/index.ts'
import { nameFrom, readKeys, registrationCommands, someOf } from './registration.ts'

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

const { command, run, list } = registrationCommands<Options>({
  called: 'apps',
  idSchema: appIdSchema,
  idMeans: 'アプリの名前 · its id, such as app.walk',
  idLike: 'app.… a-z 0-9 -',
})

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
    .requiredOption('--name <name>', 'アプリの名前 · its name', nameFrom)
    .requiredOption('--maker <name>', '作った人 · who makes it', nameFrom)
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
  return list(async (tenant) =>
    (await apps(tenant)).map(({ appId: id, name, maker, kind, scopes, redirectUris }) => ({
      json: { id, name, maker, ended: kind === 'ended', scopes, redirectUris },
      line: `${id}  ${name}（${maker}）`,
    })),
  )
}

const mostRedirects = 10
const scopesOption = [
  '--scopes <list>',
  `カンマ区切り · separated by commas: ${appScopes.join(',')}`,
  someOf(appScopes),
] as const
const redirectsOption = [
  '--redirects <list>',
  'もどり先（カンマ区切り） · where it is answered, separated by commas',
  redirectsFrom,
] as const

function redirectsFrom(typed: string): string[] {
  const addresses = typed.split(',')
  const isFit = addresses.every((address) => redirectUriSchema.safeParse(address).success)
  if (!isFit || addresses.length > mostRedirects)
    throw new InvalidArgumentError('https://… http://127.0.0.1:… com.example.app:/…')
  return addresses
}
