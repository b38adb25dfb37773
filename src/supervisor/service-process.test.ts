import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { becomesHealthy } from './service-process.ts'

const never = new Promise<void>(() => undefined)
const living = { ended: never, stop: () => never }
const noStop = new AbortController().signal

const server = createServer((_, response) => response.writeHead(status).end())
let status = 200
afterEach(() => server.close())

async function serving(answer: number): Promise<number> {
  status = answer
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return z.object({ port: z.int() }).parse(server.address()).port
}

describe('A service that was started', () => {
  it('is healthy once it says so', async () => {
    expect(await becomesHealthy(await serving(200), living, noStop, 60_000)).toBe(true)
  })

  it('is given up when it lives but does not become healthy in time', async () => {
    expect(await becomesHealthy(await serving(503), living, noStop, 300)).toBe(false)
  })

  it('is given up at once when it ends, or when a stop is asked for', async () => {
    const port = await serving(503)
    expect(await becomesHealthy(port, { ...living, ended: Promise.resolve() }, noStop, 60_000)).toBe(false)
    expect(await becomesHealthy(port, living, AbortSignal.abort(), 60_000)).toBe(false)
  })
})
