/** What a running service holds: its memory after a full collection, its requests, connections and open files. */
import { readdir, readlink, readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { z } from 'zod'
import type { ServiceProcess } from './service.ts'

/**
 * Lets Node's own inspector be asked, on a port it chooses: a collection can be forced and living objects be counted
 * without a line for it in the product. Hand it to the service's environment.
 */
export const inspectable = { NODE_OPTIONS: '--inspect=127.0.0.1:0' }

export interface Held {
  /** In bytes, after full collections. */
  heap: number
  /** Requests the process still knows of, answered or not. */
  requests: number
  /** Database connections handed out and not given back; always among them is the one that listens for jobs. */
  connectionsInUse: number
  /** Connections of callers, also those who have hung up without the process noticing. */
  callers: number
  /** Everything else that is open, such as `pipe` or the path of a file, sorted. */
  handles: string[]
  /** Files that nobody closed until the collector did, as Node then complains. */
  forgotten: number
}

export interface InspectedProcess {
  /** Takes a second on a quiet machine: the collections are thorough. */
  held(): Promise<Held>
  /** The same once nobody asks any more; what has to end by itself, given `before`, is waited for. */
  atRest(before?: Held): Promise<Held>
  close(): void
}

const mebibyte = 1024 * 1024
export const inMebibytes = (bytes: number) => `${(bytes / mebibyte).toFixed(1)} MiB`

/** @throws when the process was not started with `inspectable` */
export async function inspect(service: ServiceProcess): Promise<InspectedProcess> {
  const address = /ws:\/\/127\.0\.0\.1:\S+/.exec(service.output())?.[0]
  if (address === undefined) throw new Error('the service was not started to be inspected')
  const inspector = await Inspector.open(address)
  const held = async (): Promise<Held> => ({
    requests: await inspector.ask(`process.getBuiltinModule('http').IncomingMessage`, 'all => all.length'),
    connectionsInUse: await inspector.ask(`${required('pg')}.Pool`, leastInUse),
    heap: await inspector.heap(),
    ...(await openIn(service)),
    forgotten: service.output().match(/on garbage collection/g)?.length ?? 0,
  })
  const callers = async () => (await openIn(service)).callers
  return { held, atRest: (before) => waitForRest(held, callers, before), close: () => inspector.close() }
}

/**
 * An idle connection to a database is closed after 30 s; until then its timer remembers, by its asynchronous context,
 * the token request that last used it. On a busy machine as long again.
 */
const settleMs = 90_000

async function waitForRest(
  look: () => Promise<Held>,
  callers: () => Promise<number>,
  before: Held | undefined,
): Promise<Held> {
  const giveUpAt = performance.now() + settleMs
  const isOver = () => performance.now() > giveUpAt
  while ((await callers()) > 0 && !isOver()) await sleep(100)
  for (;;) {
    const held = await look()
    const few = held.handles.length <= (before?.handles.length ?? Infinity)
    // One connection listens for jobs for ever.
    const isAtRest = held.requests === 0 && held.callers === 0 && held.connectionsInUse === 1 && few
    if (isAtRest || isOver()) return held
    await sleep(500)
  }
}

const required = (name: string) =>
  `process.getBuiltinModule('module').createRequire(process.cwd() + '/package.json')('${name}')`
/** The demo's clock and the lease take one now and then: what nobody gives back is in use at every look. */
const leastInUse = `async (pools) => {
  const inUse = () => pools.reduce((sum, pool) => sum + pool.totalCount - pool.idleCount + pool.waitingCount, 0)
  let least = inUse()
  for (let looks = 1; looks < 40 && least > 1; looks += 1) {
    await new Promise((done) => setTimeout(done, 25))
    least = Math.min(least, inUse())
  }
  return least
}`

const answerSchema = z.object({
  id: z.number(),
  error: z.object({ message: z.string() }).optional(),
  result: z
    .object({
      result: z.object({ objectId: z.string().optional(), value: z.unknown().optional() }).optional(),
      objects: z.object({ objectId: z.string() }).optional(),
      usedSize: z.number().optional(),
      exceptionDetails: z.object({ text: z.string() }).optional(),
    })
    .optional(),
})
type Answer = NonNullable<z.infer<typeof answerSchema>['result']>

/** The few words of the Chrome DevTools Protocol that are needed here. */
class Inspector {
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, PromiseWithResolvers<Answer>>()
  #asked = 0

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the service has ended'))
    })
    socket.addEventListener('message', ({ data }) => {
      const parsed = answerSchema.safeParse(JSON.parse(String(data)))
      // What is not an answer is an event that nobody asked for.
      if (!parsed.success) return
      const { id, error, result = {} } = parsed.data
      const said = error?.message ?? result.exceptionDetails?.text
      if (said === undefined) this.#waiting.get(id)?.resolve(result)
      else this.#waiting.get(id)?.reject(new Error(said))
      this.#waiting.delete(id)
    })
  }

  static async open(address: string): Promise<Inspector> {
    const socket = new WebSocket(address)
    const opened = Promise.withResolvers<Event>()
    socket.addEventListener('open', opened.resolve)
    socket.addEventListener('error', opened.reject)
    await opened.promise
    return new Inspector(socket)
  }

  close(): void {
    this.#socket.close()
  }

  /** In bytes. Finding objects has collected once before; what that freed may have been all that held something else. */
  async heap(): Promise<number> {
    await this.#ask('HeapProfiler.collectGarbage')
    return (await this.#ask('Runtime.getHeapUsage')).usedSize ?? NaN
  }

  /** A number that a function makes of all living objects of a class. */
  async ask(className: string, of: string): Promise<number> {
    const objectGroup = 'asked'
    const expression = `${className}.prototype`
    const prototype = await this.#ask('Runtime.evaluate', { expression, objectGroup })
    const prototypeObjectId = prototype.result?.objectId
    const found = await this.#ask('Runtime.queryObjects', { prototypeObjectId, objectGroup })
    const answer = await this.#ask('Runtime.callFunctionOn', {
      objectId: found.objects?.objectId,
      functionDeclaration: `function () { return (${of})(this) }`,
      awaitPromise: true,
      returnByValue: true,
    })
    await this.#ask('Runtime.releaseObjectGroup', { objectGroup })
    return z.number().parse(answer.result?.value)
  }

  #ask(method: string, params: Record<string, unknown> = {}): Promise<Answer> {
    const answer = Promise.withResolvers<Answer>()
    this.#asked += 1
    this.#waiting.set(this.#asked, answer)
    this.#socket.send(JSON.stringify({ id: this.#asked, method, params }))
    return answer.promise
  }
}

/** From /proc. Connections to the databases are left out: the pools say themselves which are in use. */
async function openIn({ pid, port }: ServiceProcess): Promise<Pick<Held, 'callers' | 'handles'>> {
  const sockets = await socketsOf(pid)
  const databases = [inject('postgresUrl'), inject('keystoreUrl')].map((url) => Number(new URL(url).port))
  const handles: string[] = []
  let callers = 0
  for (const fd of await readdir(`/proc/${pid}/fd`)) {
    // Closed between the list and the look.
    const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => undefined)
    if (target === undefined) continue
    const socket = sockets.get(target)
    if (socket?.from === port && socket.to !== 0) callers += 1
    else if (socket === undefined || !databases.includes(socket.to))
      handles.push(target.replace(/:\[\d+\]$/, ''))
  }
  return { callers, handles: handles.sort() }
}

/** The TCP sockets of IPv4, by the name /proc gives them; one that listens goes `to` port 0. */
async function socketsOf(pid: number): Promise<Map<string, { from: number; to: number }>> {
  const [, ...lines] = (await readFile(`/proc/${pid}/net/tcp`, 'utf8')).trim().split('\n')
  const portIn = (address = '') => Number.parseInt(address.split(':')[1] ?? '', 16)
  return new Map(
    lines.map((line) => {
      const [, local, remote, , , , , , , inode] = line.trim().split(/\s+/)
      return [`socket:[${inode}]`, { from: portIn(local), to: portIn(remote) }]
    }),
  )
}
