import { minuteByMinute } from '../../test/support/minute-by-minute.ts'
import { countRecords } from '../floors/reading-xml.ts'
import type { Bench, Peer } from '../job.ts'
import { exportBytes } from '../workload.ts'

/** The parser that our importer uses, over the same bytes, counting elements and keeping nothing. */
export const saxesAlone: Peer = {
  name: 'saxes parsing alone',
  doesMore: 'nothing',
  doesLess:
    'HTTP, a sealed spool on the disk, recognising, units, sorting into days, sealing, PostgreSQL, a preview',
  target: { ratio: 3, is: 'at most' },
  async open(bench: Bench) {
    const parse = () => countRecords(minuteByMinute(exportBytes(bench)))
    return {
      answer: () => Promise.resolve(parse()),
      round: () => {
        const began = performance.now()
        parse()
        return Promise.resolve((performance.now() - began) / 1_000)
      },
      close: () => Promise.resolve(),
    }
  },
}
