import { StartProblem } from '../../platform/start-problem.ts'
import { exitCodes } from '../../supervisor/index.ts'

/** Runs a command that needs no settings. Sets the exit code; says a problem that a person can put right. */
export async function toldProblems(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (problem) {
    if (!(problem instanceof StartProblem)) throw problem
    process.stderr.write(`${problem.told.ja}\n${problem.told.en}\n`)
    process.exitCode = exitCodes.failed
  }
}
