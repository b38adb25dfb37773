import { Command } from 'commander'
import { checkpointsOf, openTenants, type DatabaseAddresses } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { createLog } from '../platform/log.ts'
import { admit, freezeEverything } from '../recovery/index.ts'
import { promote, type Step, type Way } from '../standby/index.ts'
import { withDatabases } from './configured.ts'
import { refusedPromotion, toldOfPromotion } from './promote/words.ts'

interface Options {
  journal?: string
  nothingConfirmedAlone?: true
  freezeConsents?: true
  theMachineIsOff?: true
  json?: true
}

/** `azukari promote`: the first machine is lost, and this one becomes the city. */
export function promoteCommand(): Command {
  return new Command('promote')
    .description('1台目が失われたとき、2台目を本番にする · the first machine is lost: make this one the city')
    .option(
      '--journal <directory>',
      '1台目の停止の控え（AZUKARI_JOURNAL のディスク）。写しに足りない分を加える · the first machine’s own journal: what the copy lacks is added',
    )
    .option(
      '--nothing-confirmed-alone',
      '最後に連絡があったあと、1台目は何も受け付けていない · the first machine confirmed nothing after it was last heard',
    )
    .option(
      '--freeze-consents',
      'どちらも分からない。すべての同意を止めて、もう一度おたずねする（もとにもどせない） · neither is known: freeze every consent and ask again; cannot be undone',
    )
    .option(
      '--the-machine-is-off',
      '1台目の電源が切れていることを見て確かめた · I have seen that the first machine is off',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action((options: Options) =>
      withDatabases(async (config, databases) => {
        const promoted = await promote({
          journal: config.journal,
          cities: config.tenants.map(({ id }) => id),
          databases,
          way: wayOf(config, databases, options),
          machineIsOff: options.theMachineIsOff === true,
          onProgress: (step) => process.stderr.write(`${steps[step]}\n`),
        })
        if (options.json) console.log(JSON.stringify(promoted))
        else if (promoted.ok) console.log(toldOfPromotion(promoted))
        else process.stderr.write(refusedPromotion(promoted))
        return promoted.ok ? 0 : 1
      }),
    )
}

function wayOf(
  config: Config,
  databases: DatabaseAddresses,
  { journal, nothingConfirmedAlone, freezeConsents }: Options,
): Way | undefined {
  if (journal !== undefined) return { kind: 'journal', from: journal }
  if (freezeConsents) return { kind: 'frozen', freeze: () => freezeAll(config, databases) }
  return nothingConfirmedAlone ? { kind: 'stated' } : undefined
}

/** What the copy knows is done again first: freezing brings back no erasure. */
async function freezeAll(config: Config, databases: DatabaseAddresses): Promise<void> {
  const tenants = await openTenants(config, databases, 'promote', createLog('warn', process.stderr))
  try {
    for (const tenant of tenants) {
      await admit(tenant)
      await freezeEverything(tenant, checkpointsOf(config, tenant.id), (residents) =>
        process.stderr.write(`${tenant.id}: ${String(residents)} 人 · residents\n`),
      )
    }
  } finally {
    for (const tenant of tenants) await tenant.close()
  }
}

const steps: Readonly<Record<Step, string>> = {
  checked: '1台目は答えません · the first machine does not answer',
  fenced: '1台目からは、もう受け取りません · nothing is taken from the first machine any more',
  waited: '1台目の受け渡しの許可は、すべて切れました · every lease of the first machine has run out',
  merged: '停止の控えがそろいました · the journal is whole',
  keys: '鍵の保管庫を本番にしました · the key store is promoted',
  data: 'データを本番にしました · the data is promoted',
  frozen: 'すべての同意を止めました · every consent is frozen',
}
