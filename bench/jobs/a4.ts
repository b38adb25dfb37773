import { aReadingCompany } from '../company.ts'
import { Connections } from '../connections.ts'
import { openingRows } from '../floors/opening-rows.ts'
import type { Job } from '../job.ts'
import { rawJoin } from '../peers/raw-join.ts'
import { bulkRank, digestOf } from '../workload.ts'

/** A company reads all its residents in one answer. */
export const a4: Job = {
  name: 'A4',
  says: 'company bulk read over all its residents, NDJSON, unsealed and recorded',
  unit: 'rows/s',
  async ours({ city }) {
    const company = await aReadingCompany(city, bulkRank)
    const connections = new Connections(city.service.port, 1)
    const readAll = async (onLine: (line: string) => void) => {
      const answer = await connections.open(0, company.read())
      if (answer.statusCode !== 200)
        throw new Error(`the read was answered with ${String(answer.statusCode)}`)
      let rest = ''
      answer.setEncoding('utf8')
      for await (const piece of answer) {
        const lines = `${rest}${String(piece)}`.split('\n')
        rest = lines.pop() ?? ''
        lines.forEach(onLine)
      }
    }
    return {
      answer: async () => {
        const found: string[] = []
        await readAll((line) => found.push(...placeIn(line)))
        return digestOf(found)
      },
      round: async () => {
        let rows = 0
        const began = performance.now()
        await readAll((line) => (rows += line.startsWith('{"type":"record"') ? 1 : 0))
        return (rows / (performance.now() - began)) * 1000
      },
      close: () => Promise.resolve(connections.close()),
    }
  },
  peers: [rawJoin],
  floors: [openingRows],
}

function placeIn(line: string): string[] {
  const found = /^\{"type":"record".*?"subject":"([^"]+)","item":"([^"]+)","day":"([^"]+)"/u.exec(line)
  return found ? [found.slice(1).join(' ')] : []
}
