import { spawn, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Running } from './keep-alive.ts'

/** The service ends what it is doing within this time; the drain of a stop (2 s) fits in it several times. */
const drainMs = 15_000

/**
 * It becomes healthy in two or three seconds, and a busy machine is no fault: while it lives it is waited for, and every so often
 * said that it is. One that lives so long without an answer hangs.
 */
const startLimitMs = 15 * 60_000
const tellEveryMs = 30_000

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

export type Started = 'healthy' | 'ended' | 'stopped' | 'too-slow'

interface Patience {
  limitMs: number
  everyMs: number
  /** It is still starting, after so long. */
  tell: (waitedMs: number) => void
}

/** How a start came out: the service answers /healthz, has ended before, `stop` came, or it lives and `limitMs` are over. */
export async function becomesHealthy(
  port: number,
  service: Running,
  stop: AbortSignal,
  { limitMs = startLimitMs, everyMs = tellEveryMs, tell = () => undefined }: Partial<Patience> = {},
): Promise<Started> {
  let over = false
  void service.ended.then(() => (over = true))
  const beganAt = performance.now()
  let toldAt = beganAt
  for (;;) {
    if (stop.aborted) return 'stopped'
    if (over) return 'ended'
    if (await answersHealthy(port)) return 'healthy'
    const now = performance.now()
    if (now - beganAt >= limitMs) return 'too-slow'
    if (now - toldAt >= everyMs) {
      toldAt = now
      tell(now - beganAt)
    }
    await sleep(50)
  }
}

async function answersHealthy(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
    signal: AbortSignal.timeout(2_000),
  }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok === true
}
