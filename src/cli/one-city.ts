import { openTenants, type OpenTenant } from '../installation/index.ts'
import type { Config } from '../platform/config/index.ts'
import { createLog } from '../platform/log.ts'
import { StartProblem, type Told } from '../platform/start-problem.ts'
import { withStoredCities } from './configured.ts'

/** For `.option(...cityOption)`: as every command that is about one city names it. */
export const cityOption = [
  '--city <id>',
  '都市（1つだけなら省けます） · which city, where there are several',
] as const

/** Runs a command that is about one city: the one that was named, or the only one there is. */
export function withOneCity(
  city: string | undefined,
  name: string,
  work: (tenant: OpenTenant, config: Config) => Promise<number>,
): Promise<void> {
  return withStoredCities(async (config, databases) => {
    const chosen = config.tenants.filter(({ id }) => city === undefined || id === city)
    if (chosen.length !== 1) throw new StartProblem(whichCity(config))
    const tenants = await openTenants(
      { ...config, tenants: chosen },
      databases,
      name,
      createLog('warn', process.stderr),
    )
    try {
      const [tenant] = tenants
      if (!tenant) throw new Error('the city was not opened')
      return await work(tenant, config)
    } finally {
      for (const tenant of tenants) await tenant.close()
    }
  })
}

function whichCity({ tenants }: Config): Told {
  const names = tenants.map(({ id }) => id).join(' | ')
  return { ja: `--city で都市を1つ選んでください: ${names}`, en: `Choose one city with --city: ${names}` }
}
