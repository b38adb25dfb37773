import { createHash } from 'node:crypto'
import { mkdir, realpath } from 'node:fs/promises'
import { createConnection, createServer, type Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { refuse, type Refusal } from '../kernel/index.ts'
import { StartProblem } from './start-problem.ts'

const holderSchema = z.object({ pid: z.int(), url: z.string().max(500) })

/** Who runs on this data directory: process id, and the address of its portals ('' while it is still starting). */
export type Holder = z.infer<typeof holderSchema>

export interface InstanceLock {
  ok: true
  /** From now on a second start is told this address. */
  announce(url: string): void
  release(): Promise<void>
}

type LockRefusal = Refusal<'already-running'> & { holder: Holder }

const answerLimitMs = 2_000

/**
 * One supervisor per data directory. The lock is a Unix socket in the kernel's abstract name space: the kernel frees it
 * with the process, also after kill -9, so there is no stale lock to judge. It answers with one JSON line saying who
 * holds it. Any user of this machine can read that line (a process id and an address, nothing secret), and it is not
 * seen from another network namespace: two containers must not share one data directory.
 * @throws StartProblem where the directory cannot be made, or the system offers no such sockets
 */
export async function lockInstance(directory: string): Promise<InstanceLock | LockRefusal> {
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((fault: Error) => {
    throw cannotWrite(directory, fault)
  })
  const path = `\0azukari-${createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')}`
  // The holder may be ending just as we ask: then the name is free a moment later.
  for (let tries = 0; tries < 3; tries++) {
    const lock = await listen(path)
    if (lock) return lock
    const holder = await askHolder(path)
    if (holder) return { ...refuse('already-running'), holder }
  }
  return { ...refuse('already-running'), holder: { pid: 0, url: '' } }
}

async function listen(path: string): Promise<InstanceLock | undefined> {
  const holder: Holder = { pid: process.pid, url: '' }
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(`${JSON.stringify(holder)}\n`)
  })
  server.maxConnections = 16
  if (!(await bound(server, path))) return undefined
  return {
    ok: true,
    announce: (url) => {
      holder.url = url
    },
    release: () => new Promise((done) => server.close(() => done())),
  }
}

async function bound(server: Server, path: string): Promise<boolean> {
  return new Promise((done, failed) => {
    server.once('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EADDRINUSE') done(false)
      else failed(unavailable(fault))
    })
    server.listen({ path }, () => done(true))
  })
}

function cannotWrite(directory: string, fault: Error): StartProblem {
  return new StartProblem({
    ja: `${directory} に書き込めません（${fault.message}）。AZUKARI_DATA で書き込める場所を指定してください。`,
    en: `${directory} cannot be written (${fault.message}). Choose a place you may write to with AZUKARI_DATA.`,
  })
}

function unavailable(fault: Error): StartProblem {
  return new StartProblem({
    ja: `二重起動を防ぐ仕組み（Linux の抽象ソケット）が使えません: ${fault.message}`,
    en: `The lock against a second start (an abstract socket, Linux only) is not available: ${fault.message}`,
  })
}

/** Undefined when nobody answers: the holder has gone. */
async function askHolder(path: string): Promise<Holder | undefined> {
  const socket = createConnection({ path })
  socket.setTimeout(answerLimitMs, () => socket.destroy(new Error('no answer')))
  try {
    return holderSchema.parse(JSON.parse(await text(socket)))
  } catch {
    return undefined
  } finally {
    socket.destroy()
  }
}
