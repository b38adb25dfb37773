import { recordsPerRead } from '../city/plan.ts'
import { aReadingCompany, recordsIn } from '../company.ts'
import { Connections } from '../connections.ts'
import { pointSelects } from '../floors/point-selects.ts'
import type { Job } from '../job.ts'
import { pointWrite } from '../peers/point-write.ts'
import { solidRead } from '../peers/solid-read.ts'
import { rateOf, readers, readRank } from '../workload.ts'

/** To decide, to record, to look again, to close; counted in the log of both databases on 2026-11-26. */
const statementsOfRead = 30

/** A company reads one resident, over and over: each read decided anew and recorded before a byte leaves. */
export const a3: Job = {
  name: 'A3',
  says: `company reads ${String(recordsPerRead)} records of one resident, recorded before they leave`,
  unit: 'reads/s',
  async ours({ city, roundMs }) {
    const company = await aReadingCompany(city, readRank)
    const connections = new Connections(city.service.port, readers)
    const { subjects } = company
    let turn = 0
    const readNext = async (connection: number) => {
      const { status, body } = await connections.ask(
        connection,
        company.read(subjects[(turn += 1) % subjects.length]),
      )
      if (status !== 200 || !body.includes('"type":"end"')) throw new Error(`${String(status)} ${body}`)
      return 1
    }
    return {
      answer: async () => {
        const { status, body } = await connections.ask(0, company.read(subjects[0]))
        return recordsIn(status, body)
      },
      round: () => rateOf(readers, roundMs, readNext),
      close: () => Promise.resolve(connections.close()),
    }
  },
  peers: [solidRead, pointWrite],
  floors: [
    pointSelects({ what: 'a read', statements: statementsOfRead, atOnce: readers }, [solidRead, pointWrite]),
  ],
}
