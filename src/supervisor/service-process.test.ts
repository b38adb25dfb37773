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
    expect(await becomesHealthy(await serving(200), living, noStop)).toBe('healthy')
  })

  it('is waited for while it lives, however slow, and said to be; it is healthy when it answers', async () => {
    const port = await serving(503)
    const told: number[] = []
    const tell = (waitedMs: number) => {
      told.push(waitedMs)
      if (told.length === 3) status = 200
    }
    expect(await becomesHealthy(port, living, noStop, { everyMs: 100, tell })).toBe('healthy')
    expect(told).toHaveLength(3)
    expect(told).toEqual(told.toSorted((a, b) => a - b))
  })

  it('is given up as too slow, and not as ended, when it lives and does not answer for very long', async () => {
    expect(await becomesHealthy(await serving(503), living, noStop, { limitMs: 300 })).toBe('too-slow')
  })

  it('is given up at once when it ends, or when a stop is asked for', async () => {
    const port = await serving(503)
    expect(await becomesHealthy(port, { ...living, ended: Promise.resolve() }, noStop)).toBe('ended')
    expect(await becomesHealthy(port, living, AbortSignal.abort())).toBe('stopped')
  })
})
