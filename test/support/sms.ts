import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createLog } from '../../src/platform/log.ts'
import { createTexter, type Texter } from '../../src/platform/sms/index.ts'

export interface ReceivedText {
  to: string
  text: string
  id: string | undefined
}

export interface TestTextService {
  url: string
  /** Sends to this service: `{ ...tenant, texter: service.texter }`. */
  texter: Texter
  /** Those whose signature is that of the secret. */
  received: ReceivedText[]
  /** All requests, believed or not. */
  asked: number
  answer(next: (reply: ServerResponse) => void): void
  stop(): Promise<void>
}

export const textSecret = 'geheim-geheim-geheim-geheim-geheim'

/** A real service on loopback that keeps what comes, and believes what is signed. */
export async function startTextService(): Promise<TestTextService> {
  let answer = (reply: ServerResponse): void => void reply.writeHead(202).end()
  const server = createServer((request, reply) => {
    service.asked += 1
    void text(request).then((body) => {
      const timestamp = String(request.headers['x-azukari-timestamp'])
      const signature = `v1=${createHmac('sha256', textSecret).update(`${timestamp}.${body}`).digest('hex')}`
      const shown = Buffer.from(String(request.headers['x-azukari-signature']).padEnd(signature.length))
      const isOurs = shown.length === signature.length && timingSafeEqual(shown, Buffer.from(signature))
      const isNow = Math.abs(Date.now() / 1000 - Number(timestamp)) < 60
      if (!isOurs || !isNow) return reply.writeHead(401).end()
      const message = JSON.parse(body) as { to: string; text: string }
      service.received.push({ ...message, id: request.headers['idempotency-key'] as string | undefined })
      return answer(reply)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/messages`
  const service: TestTextService = {
    url,
    texter: createTexter({
      server: url,
      secret: textSecret,
      log: createLog('error', { write: () => undefined }),
    }),
    received: [],
    asked: 0,
    answer: (next) => (answer = next),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return service
}
