import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

export interface Asked {
  path: string
  method?: string
  headers?: Record<string, string>
  body?: string | Iterable<Buffer>
}

export interface Answered {
  status: number
  body: string
  location: string | undefined
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

  /** Sends by one of the connections and reads the whole answer. */
  async ask(connection: number, asked: Asked): Promise<Answered> {
    const answer = await this.open(connection, asked)
    const pieces: Buffer[] = []
    for await (const piece of answer) pieces.push(piece)
    const body = Buffer.concat(pieces).toString('utf8')
    return { status: answer.statusCode ?? 0, body, location: answer.headers.location }
  }

  /** The same, for who reads the answer as it comes. */
  async open(
    connection: number,
    { path, method = 'GET', headers = {}, body }: Asked,
  ): Promise<IncomingMessage> {
    const agent = this.#agents[connection]
    if (!agent) throw new Error('there are fewer connections')
    const outgoing = request({ host: '127.0.0.1', port: this.#port, path, method, headers, agent })
    const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>
    if (body === undefined || typeof body === 'string') outgoing.end(body)
    else Readable.from(body).pipe(outgoing)
    const [answer] = await answered
    return answer
  }

  close(): void {
    for (const agent of this.#agents) agent.destroy()
  }
}
