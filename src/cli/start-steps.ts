import { join } from 'node:path'
import { openTenants, prepareInstallation, type DatabaseAddresses } from '../installation/index.ts'
import { localDayOf } from '../kernel/index.ts'
import type { Config } from '../platform/config/index.ts'
import { createLog } from '../platform/log.ts'
import { companies, people, seedCity } from '../seed/index.ts'
import type { PersonToBe, SupervisorSteps } from '../supervisor/index.ts'
import { namingDatabaseProblems } from './database-problem.ts'
import { readConfigOrDemo } from './demo-config.ts'

export function demoKeysDirectory(config: Config): string {
  return join(config.dataDirectory, 'demo-keys')
}

/** Migrates and, in the demo, seeds every city. */
async function prepare(config: Config, databases: DatabaseAddresses): Promise<void> {
  await prepareInstallation(config, databases)
  if (config.mode === 'demo') await seed(config, databases)
}

export async function seed(config: Config, databases: DatabaseAddresses): Promise<void> {
  // What a command says on stdout is for a pipe.
  const tenants = await openTenants(config, databases, 'seed', createLog('warn', process.stderr))
  try {
    for (const tenant of tenants) {
      if (config.mode === 'demo' && config.demo.clock) await tenant.demoClock?.set(config.demo.clock)
      await seedCity(tenant, demoKeysDirectory(config))
    }
  } finally {
    for (const tenant of tenants) await tenant.close()
  }
}

/** Whom one can sign in as: nobody in production, nor where a name is not picked. */
export function peopleToBe(config: Config, now: Date): PersonToBe[] {
  if (config.mode === 'production' || !config.demo.signIn) return []
  const year = Number(localDayOf(config.demo.clock ?? now).slice(0, 4))
  const residents = people.map(({ handle, identity }) => {
    const age = year - Number(identity.birthDate.slice(0, 4))
    return {
      name: identity.name,
      ja: `市民・${age}歳くらい（${handle}）`,
      en: `resident, about ${age} (${handle})`,
    }
  })
  const programs = companies.map(({ clientId, profile }) => ({
    name: profile.name,
    ja: `事業者のプログラム: azukari token --as ${clientId}`,
    en: `a company's program: azukari token --as ${clientId}`,
  }))
  return [...residents, ...programs]
}

/** What `azukari start` does before the service runs, and whom it greets. */
export const startSteps: Pick<SupervisorSteps, 'prepare' | 'people' | 'service'> = {
  prepare: (databases) => namingDatabaseProblems(() => prepare(config(), databases)),
  people: async () => peopleToBe(config(), new Date()),
}

function config(): Config {
  const outcome = readConfigOrDemo(process.env)
  if (!outcome.ok) throw new Error('the configuration was right a moment ago')
  return outcome.config
}
