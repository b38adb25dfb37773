import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Running } from './keep-alive.ts'

/** The service ends what it is doing within this time; the drain of a stop (2 s) fits in it several times. */
const drainMs = 15_000

/** It becomes healthy in two or three seconds; a busy machine is no fault. */
const startLimitMs = 120_000

interface ServiceOptions {
  /** Program and parameters. */
  command: readonly string[]
  environment: NodeJS.ProcessEnv
}

const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

export const serveCommand: readonly string[] = ['bin/azukari', 'serve']

/** Tells the kernel to end the service with the supervisor, also after kill -9. */
const withParent: readonly string[] =
  spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true']).status === 0 ? ['setpriv', '--pdeathsig', 'TERM'] : []

interface RunningService extends Running {
  pid: number
}

/** Its log goes where ours goes. Its own session, so that Ctrl-C reaches the supervisor alone, which ends in order. */
export function startService({ command, environment }: ServiceOptions): RunningService {
  const [program = '', ...parameters] = [...withParent, ...command]
  const child = spawn(program, parameters, {
    cwd: projectRoot,
    env: environment,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  const stop = async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      const patience = new AbortController()
      await Promise.race([
        ended,
        sleep(drainMs, undefined, { signal: patience.signal }).catch(() => undefined),
      ])
      patience.abort()
    }
    await ended
  }
  return { pid: child.pid ?? 0, ended, stop }
}

/** True once the service answers /healthz; false when it ended first, `stop` came, or `limitMs` are over. */
export async function becomesHealthy(
  port: number,
  service: Running,
  stop: AbortSignal,
  limitMs = startLimitMs,
): Promise<boolean> {
  let over = false
  void service.ended.then(() => (over = true))
  const deadline = performance.now() + limitMs
  while (!over && !stop.aborted && performance.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(2_000),
    }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return true
    await sleep(50)
  }
  return false
}
