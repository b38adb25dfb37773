/** A resident at the pages of a running service, as their browser without JavaScript would be. */
import { randomUUID } from 'node:crypto'
import { startSession } from '../../src/identity/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { wallClock } from './service-company.ts'
import type { ServiceProcess } from './service.ts'

type Address = Pick<ServiceProcess, 'origin'>

/** Only one of the dozen who joined first: the demo's door offers no others. */
export async function signInAt(service: Address, residentId: ResidentId): Promise<SignedInBrowser> {
  const browser = new SignedInBrowser()
  await browser.open(service, '/sign-in')
  await browser.post(service, '/sign-in', { resident: residentId })
  const page = await browser.open(service, '/companies')
  if (page.status !== 200) throw new Error(`not signed in: ${page.status}`)
  return browser
}

interface Sent extends RequestInit {
  headers?: Record<string, string>
  duplex?: 'half'
}

/** With the session of whoever it is, however they joined: the door was passed before. */
export async function browserOf(
  tenant: Pick<Tenant, 'database' | 'clock'>,
  residentId: ResidentId,
  address: string,
): Promise<SignedInBrowser> {
  return new SignedInBrowser(address, await startSession(tenant, residentId, 'demo'))
}

export class SignedInBrowser {
  readonly #cookies = new Map<string, string>()
  readonly #from: Record<string, string>
  #formToken = ''

  /** `address`: where it says it is, to a service that believes the proxy in front of it. */
  constructor(address?: string, session?: string) {
    // Each request on a connection of its own, as of many browsers: none is left open when the last page is read.
    this.#from = address === undefined ? {} : { 'x-forwarded-for': address, connection: 'close' }
    if (session !== undefined) this.#cookies.set('azukari-session', session)
  }

  /** Presses 止める for all of a use. When the answer came, and the page it led to. */
  async stop(service: Address, use: Use) {
    const answer = await this.post(service, '/companies/stop', { use: use.useId })
    const confirmedAt = wallClock()
    const location = answer.headers.get('location')
    if (answer.status !== 303 || !location) throw new Error(`the stop was answered with ${answer.status}`)
    return { confirmedAt, page: (await this.open(service, location)).text }
  }

  async open(service: Address, path: string): Promise<{ status: number; text: string }> {
    const answer = await this.#send(service, path, {})
    const text = await answer.text()
    this.#formToken = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.#formToken
    return { status: answer.status, text }
  }

  async post(service: Address, path: string, fields: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ _csrf: this.#formToken, ...fields })
    const answer = await this.#send(service, path, { method: 'POST', body })
    await answer.arrayBuffer()
    return answer
  }

  /** Sends a file that exists only as pieces. Returns the address of its import. */
  async upload(
    service: Address,
    name: string,
    pieces: Iterable<Buffer> | AsyncIterable<Buffer>,
  ): Promise<string> {
    await this.open(service, '/deposits')
    const boundary = randomUUID()
    const part = (head: string) =>
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`)
    const formToken = this.#formToken
    async function* body() {
      yield Buffer.concat([part('name="_csrf"'), Buffer.from(`${formToken}\r\n`)])
      yield part(`name="file"; filename="${name}"\r\ncontent-type: application/xml`)
      yield* pieces
      yield Buffer.from(`\r\n--${boundary}--\r\n`)
    }
    const answer = await this.#send(service, '/deposits', {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: streamOf(body()),
      duplex: 'half',
    })
    const location = answer.headers.get('location')
    if (answer.status !== 303 || !location) throw new Error(`the file was answered with ${answer.status}`)
    return location
  }

  async #send({ origin }: Address, path: string, options: Sent): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...options.headers, ...this.#from, cookie, origin, accept: 'text/html' }
    const answer = await fetch(new URL(path, origin), { ...options, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      this.#cookies.set(name, value)
    }
    return answer
  }
}

function streamOf(pieces: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { value } = await pieces.next()
      if (value) controller.enqueue(value)
      else controller.close()
    },
  })
}
