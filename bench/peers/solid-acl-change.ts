import { Connections } from '../connections.ts'
import { isAbsent, type Peer } from '../job.ts'
import { timesOf } from '../workload.ts'

const path = '/stopped.txt'

/**
 * The owner changes the access list of a resource, until the first 403. Nobody else reads it meanwhile, which favours the
 * peer: under eight readers without pause its change waits for them for ever (seen for seven minutes).
 */
export const solidAclChange: Peer = {
  name: 'Community Solid Server, change of an ACL until the first 403',
  doesMore: 'Linked Data: access lists in RDF that any agent may be named in',
  doesLess:
    'eight readers meanwhile, checking a token, a receipt, waiting for what is under way, naming it; one resource at a time',
  target: { ratio: 0.25, is: 'at most' },
  async open({ roundMs, solid }) {
    const server = await solid()
    if (isAbsent(server)) return server
    await server.put(path, 'text/plain', 'x'.repeat(2_000))
    await server.allow(path, 'read')
    const connections = new Connections(server.port, 1)
    const headers = { host: new URL(server.origin).host, ...server.as('company') }
    const isReadable = async () => {
      const { status } = await connections.ask(0, { path, headers })
      if (status !== 200 && status !== 403) throw new Error(`a read was answered with ${String(status)}`)
      return status === 200
    }
    const stop = async () => {
      const began = performance.now()
      await server.allow(path, 'nothing')
      while (await isReadable());
      return performance.now() - began
    }
    return {
      answer: async () => {
        const before = await isReadable()
        await stop()
        const after = await isReadable()
        await server.allow(path, 'read')
        return [before, after]
      },
      round: () =>
        timesOf(roundMs, async () => {
          const tookMs = await stop()
          await server.allow(path, 'read')
          return tookMs
        }),
      close: () => Promise.resolve(connections.close()),
    }
  },
}
