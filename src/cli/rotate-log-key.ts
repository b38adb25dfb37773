import { Command } from 'commander'
import { openTenants } from '../installation/index.ts'
import { openPool } from '../platform/database/index.ts'
import { createLog } from '../platform/log.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { logKeyMissing, LogKeyMissing, rotateLogKey } from '../proof/index.ts'
import { withStoredCities } from './configured.ts'

/** `azukari rotate-log-key`: a new key that signs the log of each city, vouched for by the old one. */
export function rotateLogKeyCommand(): Command {
  return new Command('rotate-log-key')
    .description(
      '透明性ログの署名の鍵を新しくする · renew the key that signs the log; the old one vouches for it',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ json }: { json?: true }) =>
      withStoredCities(async (config, databases) => {
        const tenants = await openTenants(config, databases, 'rotate', createLog('warn', process.stderr))
        const renewed = []
        try {
          for (const tenant of tenants) {
            const pool = openPool({ url: tenant.sequencerConnection, name: 'azukari-rotate', max: 2 })
            const key = await rotateLogKey(pool, tenant)
              .catch(namingRemedy)
              .finally(() => pool.end())
            renewed.push({ tenant: tenant.id, key: key.toString() })
          }
        } finally {
          for (const tenant of tenants) await tenant.close()
        }
        if (json) console.log(JSON.stringify(renewed))
        else {
          for (const { tenant, key } of renewed) console.log(`${tenant}: 新しい鍵 · new key ${key}`)
          console.log(backUp)
        }
        return 0
      }),
    )
}

/** The new key is in no backup yet, and a key store without it stops the log. */
const backUp =
  'いま、鍵の保管庫のバックアップを取ってください · take a backup of the key store now: azukari backup-keys'

function namingRemedy(fault: unknown): never {
  throw fault instanceof LogKeyMissing ? new StartProblem(logKeyMissing) : fault
}
