import { aReadingCompany, recordsIn } from '../company.ts'
import { Connections } from '../connections.ts'
import { isAbsent, type Peer } from '../job.ts'
import { rateOf, readers, readRank } from '../workload.ts'

/** The same 20 records as one resource of a pod, read by a company the owner has allowed. */
export const solidRead: Peer = {
  name: 'Community Solid Server GET',
  doesMore:
    'Linked Data: any resource of any shape, RDF and its conversions, Web Access Control by whoever owns the pod',
  doesLess: 'checking a token (it believes the agent’s name), recording the read, sealing, one record a line',
  target: { ratio: 50, is: 'at least' },
  async open({ city, roundMs, solid }) {
    const server = await solid()
    if (isAbsent(server)) return server
    const path = '/records.ndjson'
    await server.put(path, 'application/x-ndjson', await theSameRecords(city))
    await server.allow(path, 'read')
    const connections = new Connections(server.port, readers)
    const asked = { path, headers: { host: new URL(server.origin).host, ...server.as('company') } }
    const read = async (connection: number) => {
      const { status, body } = await connections.ask(connection, asked)
      if (status !== 200) throw new Error(`${String(status)} ${body}`)
      return 1
    }
    return {
      answer: async () => {
        const { status, body } = await connections.ask(0, asked)
        return recordsIn(status, body)
      },
      round: () => rateOf(readers, roundMs, read),
      close: () => Promise.resolve(connections.close()),
    }
  },
}

/** As we answer a company that reads its first resident. */
async function theSameRecords(city: Parameters<typeof aReadingCompany>[0]): Promise<string> {
  const company = await aReadingCompany(city, readRank)
  const connections = new Connections(city.service.port, 1)
  const { body } = await connections.ask(0, company.read(company.subjects[0]))
  connections.close()
  return body
}
