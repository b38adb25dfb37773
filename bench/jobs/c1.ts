import { aDepositor, countObservations, depositExport } from '../deposit.ts'
import { Connections } from '../connections.ts'
import { readingXml } from '../floors/reading-xml.ts'
import type { Job } from '../job.ts'
import { minuteByMinute, recordBytes } from '../../test/support/minute-by-minute.ts'
import { plainRows } from '../peers/plain-rows.ts'
import { depositors, observationsPerDeposit, rateOf } from '../workload.ts'

const lookEveryMs = 5

/**
 * Residents deposit exports of a month told minute by minute. The interface for machines that takes batches is not
 * built yet, so this is the way that exists: a file through the page, XML and preview and all.
 */
export const c1: Job = {
  name: 'C1',
  says: 'deposit over HTTP (an export through the page), sealed, readable at once',
  unit: 'observations/s',
  async ours({ city, roundMs }) {
    const connections = new Connections(city.service.port, depositors)
    const depositNext = async (connection: number) => {
      const { visitor, residentId } = await aDepositor(city, connections, connection)
      await depositExport(visitor, minuteByMinute(observationsPerDeposit * recordBytes), lookEveryMs)
      return countObservations(city, residentId)
    }
    return {
      answer: () => depositNext(0),
      round: () => rateOf(depositors, roundMs, depositNext),
      close: () => Promise.resolve(connections.close()),
    }
  },
  peers: [plainRows],
  floors: [readingXml],
}
