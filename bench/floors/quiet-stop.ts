import { aReadingCompany } from '../company.ts'
import { Connections } from '../connections.ts'
import type { Floor, Peer } from '../job.ts'
import { Visitor } from '../visitor.ts'
import { readRank, timesOf } from '../workload.ts'

/** The same stop, and nobody else asks anything. */
export const quietStop = (against: Peer): Floor => ({
  name: 'a stop while no company reads',
  against,
  async open({ city, roundMs }) {
    const company = await aReadingCompany(city, readRank)
    const subject = company.subjects.at(-1)
    if (!subject) throw new Error('the company has no residents')
    const connections = new Connections(city.service.port, 1)
    const visitor = await Visitor.signIn(city, subject.residentId, connections, 0)
    const stopOnce = async () => {
      const began = performance.now()
      const location = await visitor.press('/companies/stop', { use: company.useId })
      const tookMs = performance.now() - began
      await visitor.press('/companies/undo', { receipt: receiptIn(location) })
      return tookMs
    }
    return { round: () => timesOf(roundMs, stopOnce), close: () => Promise.resolve(connections.close()) }
  },
})

/** The receipt number in the address that a stop leads to. */
export function receiptIn(location: string): string {
  return /act=([-0-9A-Z]+)/u.exec(location)?.[1] ?? ''
}
