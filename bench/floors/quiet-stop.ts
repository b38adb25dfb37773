import { aReadingCompany } from '../company.ts'
import { Connections } from '../connections.ts'
import type { Floor } from '../job.ts'
import { commitAndNotify } from '../peers/commit-and-notify.ts'
import { solidAclChange } from '../peers/solid-acl-change.ts'
import { Visitor } from '../visitor.ts'
import { readRank, timesOf } from '../workload.ts'

/** Nobody may press as often as a machine: each has their turn. */
const residentsInTurn = 60

/** The same stop, and nobody else asks anything. */
export const quietStop: Floor = {
  name: 'a stop while no company reads',
  against: [commitAndNotify, solidAclChange],
  async open({ city, roundMs }) {
    const company = await aReadingCompany(city, readRank)
    const connections = new Connections(city.service.port, 1)
    const visitors: Visitor[] = []
    for (const { residentId } of company.subjects.slice(-residentsInTurn))
      visitors.push(await Visitor.signIn(city, residentId, connections, 0))
    let turn = 0
    const stopOnce = async () => {
      const visitor = visitors[(turn += 1) % visitors.length]
      if (!visitor) throw new Error('the company has no residents')
      const began = performance.now()
      const location = await visitor.press('/companies/stop', { use: company.useId })
      const tookMs = performance.now() - began
      await visitor.press('/companies/undo', { receipt: receiptIn(location) })
      return tookMs
    }
    return { round: () => timesOf(roundMs / 2, stopOnce), close: () => Promise.resolve(connections.close()) }
  },
}

/** The receipt number in the address that a stop leads to. */
export function receiptIn(location: string): string {
  return /act=([-0-9A-Z]+)/u.exec(location)?.[1] ?? ''
}
