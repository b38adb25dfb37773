import { Command } from 'commander'
import { checkpointsOf, openTenants } from '../installation/index.ts'
import { createLog } from '../platform/log.ts'
import { freezeEverything, type Frozen } from '../recovery/index.ts'
import { withStoredCities } from './configured.ts'

/** `azukari freeze-consents`: the stop journal is lost for good, so every consent ends and its resident is asked again. */
export function freezeConsentsCommand(): Command {
  return new Command('freeze-consents')
    .description(
      '停止の控えを失ったとき、すべての同意を止めて、もう一度おたずねする · when the stop journal is lost: freeze every consent, and ask again',
    )
    .requiredOption(
      '--yes-the-journal-is-lost',
      '控えをもどせないことを確かめた · it cannot be put back; this cannot be undone',
    )
    .option('--json', 'JSONで出力 · print JSON')
    .action(({ json }: { json?: true }) =>
      withStoredCities(async (config, databases) => {
        const tenants = await openTenants(config, databases, 'freeze', createLog('warn', process.stderr))
        const frozen = []
        try {
          for (const tenant of tenants) {
            const checkpoints = checkpointsOf(config, tenant.id)
            const done = await freezeEverything(tenant, checkpoints, progressOf(tenant.id))
            frozen.push({ tenant: tenant.id, ...done })
          }
        } finally {
          for (const tenant of tenants) await tenant.close()
        }
        if (json) console.log(JSON.stringify(frozen))
        else for (const one of frozen) console.log(told(one))
        return 0
      }),
    )
}

const progressOf = (tenant: string) => (residents: number) =>
  process.stderr.write(`${tenant}: ${String(residents)} 人 · residents\n`)

function told({ tenant, residents, aside }: Frozen & { tenant: string }): string {
  const lines = [
    `${tenant}: ${String(residents)} 人の同意を止めました。もう一度おたずねします · consents of ${String(residents)} residents frozen`,
    ...aside.map((path) => `  よけたもの · put aside: ${path}`),
  ]
  return lines.join('\n')
}
