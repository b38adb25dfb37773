import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CapturedLog, createTestApp, tenantWithoutStores } from '../../../test/support/http.ts'
import type { App } from './index.ts'
import { problemSchema } from './problem.ts'
import { unreadAnswer, unreadRefusals } from './unread.ts'

const planted = 'PlantedPersonalValue'
const captured = new CapturedLog()
let app: App
let port: number

beforeAll(async () => {
  app = await createTestApp([tenantWithoutStores('city.test')], { log: captured.log })
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => app.close())

/** What comes back over a plain connection until the other side ends it. */
async function send(request: string) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  socket.write(request)
  return parsed(await text(socket))
}

function parsed(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => line.split(/: (.*)/).slice(0, 2)))
  return { status: Number(first.split(' ')[1]), headers, body }
}

const large = (...fields: string[]) =>
  ['GET / HTTP/1.1', 'host: city.test', ...fields, `cookie: x=${planted.repeat(1000)}`, '', ''].join('\r\n')

describe('What Node cannot read as a request', () => {
  const table = [
    // what came                     it                                     status because
    ['headers over 16 KiB', large(), 431, 'headers-too-large'],
    ['no HTTP at all', `${planted}\r\n\r\n`, 400, 'malformed'],
    ['a header without a name', 'GET / HTTP/1.1\r\n: x\r\n\r\n', 400, 'malformed'],
  ] as const

  it.each(table)('%s is a problem document in both languages', async (_, request, status, because) => {
    const answer = await send(request)
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json'])
    const { ja, en } = unreadRefusals[because]
    expect(problemSchema.parse(JSON.parse(answer.body))).toMatchObject({
      because,
      title: ja,
      titles: { ja, en },
    })
    expect(answer.body).not.toContain(planted)
  })

  it('is answered in English to who asks for it', async () => {
    const { body } = await send(large('Accept-Language: en-GB,ja;q=0.5'))
    expect(JSON.parse(body)).toMatchObject({ title: unreadRefusals['headers-too-large'].en })
  })

  it('is a page for a browser, with what to do', async () => {
    const answer = await send(large('Accept: text/html,*/*'))
    expect([answer.status, answer.headers['content-type']]).toEqual([431, 'text/html; charset=utf-8'])
    expect(answer.body).toContain('<h1>送られた見出し（Cookie など）が大きすぎます。')
    expect(answer.body).toContain('<p lang="en">The headers that were sent')
  })

  it('carries the security headers, and ends the connection', async () => {
    expect((await send(large())).headers).toMatchObject({
      'content-security-policy': expect.stringContaining(`default-src 'none'`),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      connection: 'close',
    })
  })

  it('is answered once, however much more comes', async () => {
    const { body } = await send(large(`x: ${'y'.repeat(1_000_000)}`))
    expect(JSON.parse(body)).toMatchObject({ because: 'headers-too-large' })
  })

  it('is told its length in bytes, and its reason when it took too long', () => {
    const { status, headers, body } = parsed(unreadAnswer('too-slow', 'x', ''))
    expect([status, Number(headers['content-length'])]).toEqual([408, Buffer.byteLength(body)])
  })

  it('is in the log by its reason alone', () => {
    expect(captured.text).toContain('"because":"headers-too-large"')
    expect(captured.text).not.toContain(planted)
  })
})
