import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CapturedLog } from '../../../test/support/http.ts'
import { startTextService, textSecret, type TestTextService } from '../../../test/support/sms.ts'
import { Personal } from '../../kernel/index.ts'
import { createTexter, isTextNumber, isTextServer } from './index.ts'

let service: TestTextService
beforeAll(async () => void (service = await startTextService()))
beforeEach(() => {
  service.received.length = 0
  service.asked = 0
  service.answer((reply) => reply.writeHead(202).end())
})
afterAll(() => service.stop())

const captured = new CapturedLog()
const number = '+819012345678'
const send = (to = number, text = 'お知らせがあります', secret = textSecret) =>
  createTexter({ server: service.url, secret, log: captured.log, patienceMs: 300 }).send({
    ...{ to: new Personal(to), text, id: 'one' },
  })

describe('A number that text messages go to', () => {
  it.each([
    ['+819012345678', true],
    ['+818012345678', true],
    ['+817012345678', true],
    ['+816012345678', false],
    ['+81901234567', false],
    ['+8190123456789', false],
    ['+81312345678', false],
    ['+12025550123', false],
    ['09012345678', false],
    ['+819012345678\n', false],
    ['+819012345678,+819012345679', false],
    ['', false],
  ])('is %j: %s', async (to, is) => {
    expect(isTextNumber(to)).toBe(is)
    expect(await send(to)).toBe(is ? 'sent' : 'refused')
    expect(service.asked).toBe(is ? 1 : 0)
  })
})

describe('Where text messages are handed over', () => {
  it.each([
    ['https://sms.example.jp/messages', true],
    ['http://127.0.0.1:8080/', true],
    ['http://localhost/', true],
    ['http://sms.example.jp/', false],
    ['http://127.0.0.1.example.jp/', false],
    ['https://user:geheim@sms.example.jp/', false],
    ['ftp://sms.example.jp/', false],
    ['', false],
  ])('is %j: %s', (url, is) => {
    expect(isTextServer(url)).toBe(is)
  })
})

describe('A text message', () => {
  it('is handed over signed, with its number, its words and its id', async () => {
    expect(await send()).toBe('sent')
    expect(service.received).toEqual([{ to: number, text: 'お知らせがあります', id: 'one' }])
  })

  it('is not believed under another secret', async () => {
    expect(await send(number, 'x', 'another-another-another-another')).toBe('unreachable')
    expect(service.received).toEqual([])
  })

  it.each([
    [422, 'refused'],
    [400, 'refused'],
    [401, 'unreachable'],
    [429, 'unreachable'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ] as const)('that is answered with %i is %s', async (status, texted) => {
    service.answer((reply) => reply.writeHead(status).end('{"why":"+819012345678"}'))
    expect(await send()).toBe(texted)
  })

  it('is sent nowhere else', async () => {
    service.answer((reply) => reply.writeHead(307, { location: service.url }).end())
    expect(await send()).toBe('unreachable')
    expect(service.asked).toBe(1)
  })

  it('is waited for no longer than it may take', async () => {
    service.answer(() => undefined)
    const began = performance.now()
    expect(await send()).toBe('unreachable')
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  it('takes nothing of an answer without end', async () => {
    let written = 0
    service.answer((reply) => {
      reply.writeHead(200)
      const more = () => {
        while (!reply.destroyed && written < 1e9) {
          written += 65_536
          if (!reply.write(Buffer.alloc(65_536))) return void reply.once('drain', more)
        }
      }
      more()
    })
    expect(await send()).toBe('sent')
    expect(written).toBeLessThan(64e6)
  })

  it('to a service that is away is unreachable', async () => {
    const log = captured.log
    const away = createTexter({ server: 'http://127.0.0.1:9/', secret: textSecret, log })
    expect(await away.send({ to: new Personal(number), text: 'x' })).toBe('unreachable')
  })

  it('is never in a log', () => {
    expect(captured.text).toContain('text messages')
    expect(captured.text).not.toMatch(/9012345678|geheim|お知らせ/u)
  })

  it.each(['', 'a\nb', 'あ'.repeat(301)])('of other words is our mistake: %j', async (text) => {
    await expect(send(number, text)).rejects.toThrow('no message can have')
  })
})
