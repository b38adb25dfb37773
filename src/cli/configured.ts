import type { DatabaseAddresses } from '../installation/index.ts'
import { readConfig, type Config, type Problem } from '../platform/config/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { exitCodes } from '../supervisor/index.ts'
import { atDatabases } from './at-databases.ts'
import { namingDatabaseProblems } from './database-problem.ts'
import { notRunning, readConfigOrDemo } from './demo-config.ts'
import { runningDatabases } from './running-databases.ts'
import { describeProblems } from './start.ts'

/** Runs a command with the configuration, or says everything that is wrong with it. Sets the exit code. */
export async function withConfig(work: (config: Config) => Promise<number>): Promise<void> {
  const outcome = readConfig(process.env)
  if (outcome.ok) await run(() => work(outcome.config))
  else misconfigured(outcome.problems)
}

/** The same for a command that works on the operator's own databases, or the ones a running `./start` names. */
export async function withDatabases(
  work: (config: Config, databases: DatabaseAddresses) => Promise<number>,
): Promise<void> {
  const outcome = readConfig(process.env)
  if (!outcome.ok) return misconfigured([...outcome.problems, ...missing(outcome.problems)])
  const { config } = outcome
  const { databases } = config
  if (databases.kind === 'embedded') return misconfigured(missing([]))
  await run(() => work(config, databases))
}

/**
 * The same for a command that acts in the demo which is running: a `./start`, or the operator's own databases. In
 * production it says `inProduction`.
 */
export async function withRunningDemo(
  inProduction: string,
  work: (config: Config, databases: DatabaseAddresses) => Promise<number>,
): Promise<void> {
  const outcome = readConfigOrDemo(process.env)
  if (!outcome.ok) return misconfigured(outcome.problems)
  const { config } = outcome
  if (config.mode === 'production') {
    process.stderr.write(`${inProduction}\n`)
    process.exitCode = exitCodes.misconfigured
    return
  }
  await run(async () => {
    const databases = await runningDatabases(config)
    if (!databases) throw new StartProblem(notRunning)
    return work(config, databases)
  })
}

/**
 * The same for a command that needs what is stored, whether anything runs or not: the operator's own databases, those of
 * a running `./start`, or the clusters that one has left. `make` them where there are none.
 */
export async function withStoredCities(
  work: (config: Config, databases: DatabaseAddresses) => Promise<number>,
  { make = false } = {},
): Promise<void> {
  const outcome = readConfigOrDemo(process.env)
  if (!outcome.ok) return misconfigured(outcome.problems)
  const { config } = outcome
  await run(() => atDatabases(config, make, (databases) => work(config, databases)))
}

async function run(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await namingDatabaseProblems(work)
  } catch (problem) {
    if (!(problem instanceof StartProblem)) throw problem
    process.stderr.write(`${problem.told.ja}\n${problem.told.en}\n`)
    // Connections that were half opened must not keep the process.
    process.exit(exitCodes.failed)
  }
}

function misconfigured(problems: readonly Problem[]): void {
  process.stderr.write(describeProblems(problems))
  process.exitCode = exitCodes.misconfigured
}

function missing(named: readonly Problem[]): Problem[] {
  return ['DATABASE_URL', 'AZUKARI_KEYSTORE_URL']
    .filter((variable) => !process.env[variable]?.trim() && named.every((one) => one.variable !== variable))
    .map((variable) => ({
      variable,
      ja: 'この命令には必要です。デモなら ./start がすべて行います',
      en: 'is needed by this command; for the demo, ./start does it all',
    }))
}
