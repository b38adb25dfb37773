import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Config } from '../platform/config/index.ts'
import { lockInstance, type InstanceLock } from '../platform/instance-lock.ts'
import { StartProblem, type Told } from '../platform/start-problem.ts'
import { keepAlive, type Kept } from './keep-alive.ts'
import { openDatabases, type DatabaseUrls } from './open-databases.ts'
import { requirePort } from './require-port.ts'
import { becomesHealthy, serveCommand, startService } from './service-process.ts'
import * as words from './words.ts'

export interface SupervisorSteps {
  /** Migrate and seed; runs to its end even when a stop is asked for meanwhile. */
  prepare(databases: DatabaseUrls): Promise<void>
  /** Whom one can sign in as, asked after the service is up. */
  people(databases: DatabaseUrls): Promise<readonly words.PersonToBe[]>
  /** Program and parameters of the service; `serve` of this project when absent. */
  service?: readonly string[]
  /** Where to write what the operator reads. */
  write(text: string): void
}

export const exitCodes = { ended: 0, failed: 1, misconfigured: 2, alreadyRunning: 3 } as const

/** Runs until SIGINT, SIGTERM or SIGHUP. @returns the exit code */
export async function runSupervisor(config: Config, steps: SupervisorSteps): Promise<number> {
  const tell = ({ ja, en }: Told) => steps.write(`${ja}\n${en}\n\n`)
  const stop = stopSignal(() => tell(words.ending))
  const onEnd: Kept[] = []
  try {
    // A folder that is not there is nobody's yet, and a start that is in vain must not leave one behind.
    if (!existsSync(config.dataDirectory)) await requirePort(config.port)
    const lock = await lockInstance(config.dataDirectory)
    if (!lock.ok) {
      tell(words.alreadyRunning(config.dataDirectory, lock.holder))
      return exitCodes.alreadyRunning
    }
    onEnd.push({ stop: lock.release })
    await run({ config, steps, tell, stop, lock, onEnd: (kept) => onEnd.push(kept) })
    return exitCodes.ended
  } catch (problem) {
    if (!(problem instanceof StartProblem)) throw problem
    tell(problem.told)
    return exitCodes.failed
  } finally {
    for (const kept of onEnd.reverse()) await kept.stop()
    if (stop.aborted) tell(words.ended)
  }
}

interface Run {
  config: Config
  steps: SupervisorSteps
  tell: (told: Told) => void
  stop: AbortSignal
  lock: InstanceLock
  onEnd: (kept: Kept) => void
}

async function run({ config, steps, tell, stop, lock, onEnd }: Run): Promise<void> {
  await requirePort(config.port)
  tell(words.preparing)
  const databases = await openDatabases(config, tell, onEnd)
  if (stop.aborted) return
  await steps.prepare(databases)
  if (stop.aborted) return
  tell(words.starting)
  const start = () =>
    startService({
      command: steps.service ?? serveCommand,
      environment: serviceEnvironment(config, databases),
    })
  const first = start()
  const started = await becomesHealthy(config.port, first, stop, {
    tell: (waitedMs) => tell(words.stillStarting(waitedMs)),
  })
  if (started !== 'healthy') {
    await first.stop()
    if (stop.aborted) return
    throw new StartProblem(started === 'too-slow' ? words.serviceTooSlow : words.serviceDidNotStart)
  }
  onEnd(
    keepAlive(
      first,
      async () => start(),
      (waitMs) => tell(words.serviceDied(waitMs)),
    ),
  )
  lock.announce(config.publicUrl)
  tell(words.ready(config.publicUrl, await steps.people(databases)))
  await aborted(stop)
}

/** What the service reads with `readConfig`: the operator's variables, with paths made absolute. */
function serviceEnvironment(config: Config, databases: DatabaseUrls): NodeJS.ProcessEnv {
  const tenants = process.env['AZUKARI_TENANTS']
  return {
    ...process.env,
    AZUKARI_MODE: config.mode,
    AZUKARI_DATA: config.dataDirectory,
    AZUKARI_CITY_KEYS: config.cityKeys,
    AZUKARI_JOURNAL: config.journal,
    ...(tenants ? { AZUKARI_TENANTS: resolve(tenants) } : {}),
    DATABASE_URL: withoutLogin(databases.data),
    AZUKARI_KEYSTORE_URL: withoutLogin(databases.keystore),
  }
}

/** The service has logins of its own, which can do only its own work; the administrator's stays here. */
function withoutLogin(url: string): string {
  const address = new URL(url)
  address.username = ''
  address.password = ''
  return address.href
}

function stopSignal(onFirst: () => void): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) return
      controller.abort()
      onFirst()
    })
  }
  return controller.signal
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((done) => signal.addEventListener('abort', done, { once: true }))
}
