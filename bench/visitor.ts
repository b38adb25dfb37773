import { randomUUID } from 'node:crypto'
import { startSession } from '../src/identity/index.ts'
import type { ResidentId } from '../src/residents/index.ts'
import type { BenchCity } from './city/open-city.ts'
import type { Answered, Asked, Connections } from './connections.ts'

/** A resident signed in, at one connection: opens pages and presses their buttons. */
export class Visitor {
  readonly #connections: Connections
  readonly #connection: number
  readonly #headers: Record<string, string>
  #formToken = ''

  private constructor(connections: Connections, connection: number, session: string, origin: string) {
    this.#connections = connections
    this.#connection = connection
    this.#headers = { cookie: `azukari-session=${session}`, accept: 'text/html', origin }
  }

  /** With the page open from which the next button is pressed. */
  static async signIn(
    { tenant, service }: BenchCity,
    residentId: ResidentId,
    connections: Connections,
    connection: number,
  ): Promise<Visitor> {
    const session = await startSession(tenant, residentId, 'demo')
    const visitor = new Visitor(connections, connection, session, service.origin)
    await visitor.open('/deposits')
    return visitor
  }

  async open(path: string): Promise<string> {
    const { status, body } = await this.#ask({ path })
    if (status !== 200) throw new Error(`${path} was answered with ${String(status)}: ${body}`)
    this.#formToken = /name="_csrf" value="([^"]+)"/u.exec(body)?.[1] ?? this.#formToken
    return body
  }

  /** Presses a button. Returns where it leads. */
  press(path: string, fields: Record<string, string> = {}): Promise<string> {
    const body = new URLSearchParams({ _csrf: this.#formToken, ...fields }).toString()
    return this.#post(path, body, 'application/x-www-form-urlencoded')
  }

  /** Sends a file. Returns the address of its import. */
  upload(name: string, pieces: Iterable<Buffer>): Promise<string> {
    const boundary = randomUUID()
    const part = (head: string) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`)
    const token = Buffer.from(`${this.#formToken}\r\n`)
    function* body() {
      yield Buffer.concat([part('name="_csrf"'), token])
      yield part(`name="file"; filename="${name}"\r\ncontent-type: application/xml`)
      yield* pieces
      yield Buffer.from(`\r\n--${boundary}--\r\n`)
    }
    return this.#post('/deposits', body(), `multipart/form-data; boundary=${boundary}`)
  }

  async #post(path: string, body: string | Iterable<Buffer>, type: string): Promise<string> {
    const answer = await this.#ask({ path, method: 'POST', body, headers: { 'content-type': type } })
    if (answer.status !== 303 || answer.location === undefined)
      throw new Error(`${path} was answered with ${String(answer.status)}: ${answer.body}`)
    return answer.location
  }

  #ask(asked: Asked): Promise<Answered> {
    return this.#connections.ask(this.#connection, {
      ...asked,
      headers: { ...this.#headers, host: new URL(this.#headers['origin'] ?? '').host, ...asked.headers },
    })
  }
}
