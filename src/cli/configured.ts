import { readConfig, type Config } from '../platform/config/index.ts'
import { exitCodes } from '../supervisor/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { describeProblems } from './start.ts'

/** Runs a command with the configuration, or says everything that is wrong with it. Sets the exit code. */
export async function withConfig(work: (config: Config) => Promise<number>): Promise<void> {
  const outcome = readConfig(process.env)
  if (!outcome.ok) {
    process.stderr.write(describeProblems(outcome.problems))
    process.exitCode = exitCodes.misconfigured
    return
  }
  try {
    process.exitCode = await work(outcome.config)
  } catch (problem) {
    if (!(problem instanceof StartProblem)) throw problem
    process.stderr.write(`${problem.told.ja}\n${problem.told.en}\n`)
    process.exitCode = exitCodes.failed
  }
}

/** The databases this command is to use: the operator's own, or the embedded ones of a running `./start`. */
export function givenDatabases(config: Config) {
  if (config.databases.kind === 'given') return config.databases
  throw new StartProblem({
    ja: 'この命令には DATABASE_URL と AZUKARI_KEYSTORE_URL が必要です。デモなら ./start がすべて行います。',
    en: 'This command needs DATABASE_URL and AZUKARI_KEYSTORE_URL. For the demo, ./start does it all.',
  })
}
