import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Outcome {
  status: number
  stdout: string
  stderr: string
}

/** `azukari …` as a process of its own, with these settings and no others. */
export async function azukari(
  typed: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const env = { PATH: process.env['PATH'], ...environment }
  const limits = { maxBuffer: 64 * 1024 * 1024 }
  const outcome = await run('bin/azukari', typed, { env, ...limits }).catch(
    (fault: { code: number; stdout: string; stderr: string }) => fault,
  )
  return { status: 'code' in outcome ? outcome.code : 0, stdout: outcome.stdout, stderr: outcome.stderr }
}
