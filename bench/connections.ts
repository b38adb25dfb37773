import { Agent, request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'

export interface Asked {
  path: string
  method?: string
  headers?: Record<string, string>
  body?: string
}

export interface Answered {
  status: number
  body: string
}

/**
 * Connections that stay open. Each comes from an address of its own (127.0.0.2, .3, …), because the service counts
 * requests by address and we measure it as it is, limits and all.
 */
export class Connections {
  readonly #port: number
  readonly #agents: readonly Agent[]

  constructor(port: number, count: number) {
    this.#port = port
    this.#agents = Array.from(
      { length: count },
      (_, index) =>
        new Agent({ keepAlive: true, maxSockets: 1, localAddress: `127.0.0.${String(index + 2)}` }),
    )
  }

  get count(): number {
    return this.#agents.length
  }

  /** Sends by one of the connections and reads the whole answer. */
  async ask(connection: number, asked: Asked): Promise<Answered> {
    const answer = await this.open(connection, asked)
    const pieces: Buffer[] = []
    for await (const piece of answer) pieces.push(piece)
    return { status: answer.statusCode ?? 0, body: Buffer.concat(pieces).toString('utf8') }
  }

  /** The same, for who reads the answer as it comes. */
  async open(
    connection: number,
    { path, method = 'GET', headers = {}, body }: Asked,
  ): Promise<IncomingMessage> {
    const outgoing = request({
      host: '127.0.0.1',
      port: this.#port,
      path,
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      ...agentOf(this.#agents[connection]),
    })
    outgoing.end(body)
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    return answer
  }

  close(): void {
    for (const agent of this.#agents) agent.destroy()
  }
}

function agentOf(agent: Agent | undefined): { agent: Agent } {
  if (!agent) throw new Error('there are fewer connections')
  return { agent }
}

/** So many workers, each at one thing after another until the time is up. Returns things done a second. */
export async function rateOf(
  workers: number,
  forMs: number,
  work: (worker: number) => Promise<number>,
): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() - began < forMs) done += await work(worker)
    }),
  )
  return (done / (performance.now() - began)) * 1000
}
