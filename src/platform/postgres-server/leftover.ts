import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode } from '../durable-file.ts'
import { StartProblem } from '../start-problem.ts'

const patienceMs = 10_000

/**
 * Stops what still runs on this cluster although its supervisor is gone (kill -9), and clears a process id file that
 * now names somebody else's process. A cluster whose supervisor still lives is never touched.
 * @throws StartProblem when another living process of ours runs it
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const place = await realpath(cluster).catch(() => undefined)
  if (!place) return
  const named = await pidIn(join(place, 'postmaster.pid'))
  const running = await postgresProcessesIn(place)
  if (named !== undefined && running.includes(named)) {
    await refuseIfSupervised(named, place)
    await endProcess(named, 'SIGINT')
  }
  // Children of a postmaster that was itself killed notice it and end by themselves; then they are made to.
  for (const pid of await postgresProcessesIn(place)) await endProcess(pid, 'SIGQUIT')
  // A number that was given to a stranger since (after a reboot, say), or that of a killed process nobody has looked
  // after yet (a zombie: some containers' process 1 never looks), would keep PostgreSQL from starting.
  const standsInTheWay = named !== undefined && (await stateOf(named)) !== undefined
  if (standsInTheWay) await rm(join(place, 'postmaster.pid'), { force: true })
}

async function pidIn(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const pid = Number.parseInt(text, 10)
  return pid > 1 ? pid : undefined
}

/** PostgreSQL makes its data directory the working directory, so /proc tells whose it is beyond doubt. */
export async function postgresProcessesIn(place: string): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const [folder, program] = await Promise.all([
      readlink(`/proc/${name}/cwd`).catch(() => ''),
      readlink(`/proc/${name}/exe`).catch(() => ''),
    ])
    if (folder === place && basename(program.replace(/ \(deleted\)$/, '')) === 'postgres')
      found.push(Number(name))
  }
  return found
}

/** The parent of a postmaster is the supervisor that started it; once that dies, it is process 1 or a session's manager. */
async function refuseIfSupervised(pid: number, place: string): Promise<void> {
  const parent = /^PPid:\t(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1]
  const program = parent ? await readlink(`/proc/${parent}/exe`).catch(() => '') : ''
  const adopted = parent === '1' && process.pid !== 1
  if (adopted || basename(program) !== 'node') return
  throw new StartProblem({
    ja: `${place} は動作中の別のプロセス（${parent}）が使っています。先にそれを終了してください。`,
    en: `${place} is in use by a running process (${parent}). End that one first.`,
  })
}

async function endProcess(pid: number, signal: NodeJS.Signals): Promise<void> {
  for (const next of [signal, 'SIGQUIT', 'SIGKILL'] as const) {
    if (!(await isAlive(pid))) return
    signalTo(pid, next)
    for (let waited = 0; waited < patienceMs && (await isAlive(pid)); waited += 20) await sleep(20)
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (fault) {
    // It ended between the look and the signal: that is what was wanted.
    if (!hasCode(fault, 'ESRCH')) throw fault
  }
}

async function isAlive(pid: number): Promise<boolean> {
  const state = await stateOf(pid)
  return state !== undefined && state !== 'Z'
}

/** The kernel's letter for the state of a process (proc(5)); undefined when there is none of this number. */
async function stateOf(pid: number): Promise<string | undefined> {
  return /^State:\t(\w)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1]
}
