import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createTestApp, tenantWithoutStores } from '../../test/support/http.ts'
import { ReceiverGone, ResponseReceiver } from './response-receiver.ts'

const app = await createTestApp([tenantWithoutStores('127.0.0.1')])
afterEach(() => app.close())

describe('A company that reads slowly', () => {
  it('gets nothing more of what this machine has not sent yet, once that is thrown away', async () => {
    const lost = new AbortController()
    let failed: Promise<unknown> | undefined
    app.get('/slowly', { schema: { hide: true } }, async (_request, reply) => {
      const receiver = new ResponseReceiver(reply)
      await receiver.write('{"type":"first"}\n', lost.signal)
      // More than both ends of a connection take, so that a part waits with the operating system.
      failed = receiver.write('x'.repeat(32 * 1_024 * 1_024), lost.signal).catch((fault: unknown) => fault)
      await failed
      return reply
    })
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const company = connect(port, '127.0.0.1')
    company.write('GET /slowly HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n')
    await once(company, 'readable')
    await sleep(300)
    lost.abort()
    expect(await failed).toBeInstanceOf(ReceiverGone)
    const ended = new Promise<string>((resolve) => {
      company.once('error', (fault: NodeJS.ErrnoException) => resolve(fault.code ?? fault.message))
      company.once('end', () => resolve('whatever waited has been sent'))
    })
    company.resume()
    expect(await ended).toBe('ECONNRESET')
  })
})
