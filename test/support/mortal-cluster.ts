/** A PostgreSQL of a test's own that may be killed, and comes back as after a crash, on the same port. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres, type RunningPostgres } from '../../src/platform/postgres-server/index.ts'
import { debianBinaries, testedMajor } from './debian-postgres.ts'
import type { Seeded } from './seeded.ts'

export interface MortalCluster {
  /** Superuser, without a database. It stays the same. */
  url: string
  /** kill -9 of the whole cluster, which is started again after `downMs`. False while it is down already. */
  killAll(downMs: number): boolean
  /** kill -9 of one that serves a login of the city; the cluster recovers by itself. False where there is none. */
  killOne(chance: Seeded): Promise<boolean>
  /** Resolves when it runs; rejects when it did not start again. */
  up(): Promise<void>
  stop(): Promise<void>
}

/** Durable, as in earnest: what it has confirmed must be there after a kill. */
export async function startMortalCluster(directory: string, name: string): Promise<MortalCluster> {
  const binaries = testedMajor === 18 ? undefined : debianBinaries(testedMajor)
  const options = {
    directory: join(directory, name),
    passwordFile: join(directory, `${name}.password`),
    ...(binaries === undefined ? {} : { binaries }),
  }
  let running: RunningPostgres = await startPostgres(options)
  const { url, port } = running
  let restarting: Promise<void> | undefined
  const restart = async (downMs: number) => {
    await running.ended
    await sleep(downMs)
    running = await startPostgres({ ...options, port })
    restarting = undefined
  }
  return {
    url,
    killAll: (downMs) => {
      if (restarting) return false
      process.kill(running.pid, 'SIGKILL')
      restarting = restart(downMs)
      // Whoever waits for it hears of it.
      restarting.catch(() => undefined)
      return true
    },
    killOne: async (chance) => {
      const backends = restarting ? [] : await backendsOf(running.pid)
      return backends.length > 0 && isKilled(chance.pick(backends))
    },
    up: () => restarting ?? Promise.resolve(),
    stop: async () => {
      await restarting
      await running.stop()
    },
  }
}

/**
 * Of the children of the postmaster (proc(5)), those that serve a login of a city: `postgres: azukari_… `. Not the workers
 * that read and write for others: of one of these a PostgreSQL 18.4 once did not recover, and waited for ever.
 */
async function backendsOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const children = text.split(' ').filter(Boolean)
  const titles = await Promise.all(
    children.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')),
  )
  return children.filter((_, at) => titles[at]?.includes(': azukari_') === true).map(Number)
}

/** False when it had ended by itself. */
function isKilled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}
