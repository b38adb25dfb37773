import { setTimeout as sleep } from 'node:timers/promises'
import { Connections } from '../connections.ts'
import { isAbsent, type Peer } from '../job.ts'
import { readers, timesOf, whileHammered } from '../workload.ts'
import type { SolidServer } from './solid-server.ts'

const target = { ratio: 0.25, is: 'at most' } as const
const doesMore = 'Linked Data: access lists in RDF that any agent may be named in'
const doesLess =
  'checking a token, a receipt, waiting for what is under way, naming it; one resource at a time'

/** Nobody else reads anything meanwhile, which favours the peer. */
export const solidAclChange: Peer = {
  name: 'Community Solid Server, change of an ACL until the first 403, nobody else reading',
  doesMore,
  doesLess: `eight readers meanwhile, ${doesLess}`,
  target,
  async open({ roundMs, solid }) {
    const server = await solid()
    if (isAbsent(server)) return server
    const { answer, stop, allow, close } = await aResource(server, '/stopped.txt')
    const stopAndAllow = async () => {
      const began = performance.now()
      await stop()
      const tookMs = performance.now() - began
      await allow()
      return tookMs
    }
    return { answer, round: () => timesOf(roundMs, stopAndAllow), close }
  },
}

/**
 * The same while it is read as ours is: by as many readers, every other read of what is being stopped. A change then waits
 * for readers for ever (seen for seven minutes), so it is given up and its time is what it has had until then.
 */
export const solidAclChangeWhileRead: Peer = {
  name: 'Community Solid Server, the same while it is read as ours is (given up after two rounds’ time)',
  doesMore,
  doesLess,
  target,
  async open({ roundMs, solid }) {
    const server = await solid()
    if (isAbsent(server)) return server
    const stopped = await aResource(server, '/stopped-while-read.txt')
    const others = await Promise.all(
      Array.from({ length: readers }, (_, place) => aResource(server, `/read-${String(place)}.txt`)),
    )
    let reads = 0
    const read = (reader: number) => {
      const one = (reads += 1) % 2 === 0 ? stopped : others[reader]
      return one?.isReadable(reader) ?? Promise.resolve(false)
    }
    const round = async () => {
      const began = performance.now()
      const stopping = whileHammered(read, async () => {
        const over = stopped.stop()
        await Promise.race([over, sleep(2 * roundMs)])
        return { over, tookMs: performance.now() - began }
      })
      const { over, tookMs } = await stopping
      await over
      await stopped.allow()
      return tookMs
    }
    return {
      answer: stopped.answer,
      round,
      close: async () => {
        await Promise.all([stopped, ...others].map((one) => one.close()))
      },
    }
  },
}

/** A resource that the company may read until it is stopped. */
async function aResource(server: SolidServer, path: string) {
  await server.put(path, 'text/plain', 'x'.repeat(2_000))
  const allow = () => server.allow(path, 'read')
  await allow()
  const connections = new Connections(server.port, readers + 1)
  const headers = { host: new URL(server.origin).host, ...server.as('company') }
  const isReadable = async (connection: number = readers) => {
    const { status } = await connections.ask(connection, { path, headers })
    if (status !== 200 && status !== 403) throw new Error(`a read was answered with ${String(status)}`)
    return status === 200
  }
  const stop = async () => {
    await server.allow(path, 'nothing')
    while (await isReadable());
  }
  return {
    allow,
    isReadable,
    stop,
    answer: async () => {
      const before = await isReadable()
      await stop()
      const after = await isReadable()
      await allow()
      return [before, after]
    },
    close: () => Promise.resolve(connections.close()),
  }
}
