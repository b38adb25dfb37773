import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../test/support/http-free-port.ts'
import {
  serveCity,
  startingMs,
  startService,
  type ServedCity,
  type ServiceProcess,
} from '../test/support/service.ts'

const token = 'operator-token-of-the-test-000000'
let city: ServedCity
let service: ServiceProcess

beforeAll(async () => {
  city = await serveCity()
  const settings = { AZUKARI_METRICS_TOKEN: token, AZUKARI_TRUSTED_PROXIES: '127.0.0.1' }
  service = await startService({ ...city.environment, ...settings }, await freePort())
}, startingMs)
afterAll(async () => {
  await service.kill('SIGKILL')
  await city.close()
})

/** Not by fetch, which does not let its caller choose the host. */
function statusOf(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((answered, failed) => {
    request(`${service.origin}${path}`, { headers }, (answer) => {
      answer.resume()
      answered(answer.statusCode)
    })
      .on('error', failed)
      .end()
  })
}

describe('A service that was told its metrics token and its proxy', () => {
  const table = [
    // path       headers                                                        answer
    ['/metrics', { authorization: `Bearer ${token}` }, 200],
    ['/metrics', { authorization: 'Bearer another' }, 404],
    ['/metrics', {}, 404],
    ['/sign-in', { host: 'inside.test', 'x-forwarded-host': 'localhost' }, 200],
    ['/sign-in', { host: 'inside.test' }, 404],
  ] as const

  it.each(table)('%s with %o: %i', async (path, headers, status) => {
    expect(await statusOf(path, headers)).toBe(status)
  })
})

describe('A service that was told the key of a witness with a letter wrong', () => {
  it('does not start, and says which', async () => {
    const wrong = 'remora.n621.de+da77ade8+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'
    const starting = startService({ ...city.environment, AZUKARI_WITNESSES: wrong }, await freePort())
    await expect(starting).rejects.toThrow(`AZUKARI_WITNESSES: ${wrong} was copied wrongly`)
  })
})
