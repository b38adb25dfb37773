import { Command, InvalidArgumentError } from 'commander'
import { inviteAdministrator, staffNameSchema } from '../identity/index.ts'
import type { OpenTenant } from '../installation/index.ts'
import { Personal } from '../kernel/index.ts'
import type { Config } from '../platform/config/index.ts'
import { publicOriginOf } from '../platform/http/index.ts'
import { cityOption, withOneCity } from './one-city.ts'
import { addressOfStart } from './running-databases.ts'

interface Options {
  name: Personal<string>
  city?: string
  json?: true
}

/** `azukari invite-administrator`: for the first administrator of a city, and for when none can come in any more. */
export function inviteAdministratorCommand(): Command {
  return new Command('invite-administrator')
    .description(
      '市の管理者を招待する。72時間以内に1回だけ使えるアドレスを出力 · invite an administrator of the city: prints an address that is good once, for 72 hours',
    )
    .requiredOption('--name <name>', '管理者になる職員の名前 · name of the member of staff', nameFrom)
    .option(...cityOption)
    .option('--json', 'JSONで出力 · print JSON')
    .action((options: Options) =>
      withOneCity(options.city, 'invite', (tenant, config) => invite(tenant, config, options)),
    )
}

async function invite(tenant: OpenTenant, config: Config, { name, json }: Options): Promise<number> {
  // As in serve: no other command reads the pages.
  const { invitationAddress } = await import('../portals/index.ts')
  const { token, expiresAt } = await inviteAdministrator(tenant, name)
  // A `./start` on another port says where it is, without that port being given here again.
  const publicUrl = (await addressOfStart(config)) ?? config.publicUrl
  const address = invitationAddress(publicOriginOf(tenant, publicUrl), token)
  if (json) console.log(JSON.stringify({ tenant: tenant.id, address, expiresAt }))
  else console.log(`${address}\n${handOver}`)
  return 0
}

function nameFrom(typed: string): Personal<string> {
  const name = staffNameSchema.safeParse(typed)
  if (!name.success) throw new InvalidArgumentError('1–60 文字 · characters')
  return new Personal(name.data)
}

const handOver =
  '本人だけに渡してください。72時間以内に1回だけ使えます · give it to that person only; good once, for 72 hours'
