import { SaxesParser } from 'saxes'
import { minuteByMinute, recordBytes } from '../../test/support/minute-by-minute.ts'
import type { Floor } from '../job.ts'
import { plainRows } from '../peers/plain-rows.ts'
import { observationsPerDeposit } from '../workload.ts'

/** The parser of our importer over a deposit's bytes, with the attributes of each record. */
export const readingXml: Floor = {
  name: 'reading the XML alone',
  against: [plainRows],
  open({ roundMs }) {
    const pieces = [...minuteByMinute(observationsPerDeposit * recordBytes)]
    return Promise.resolve({
      round: () => {
        let records = 0
        const began = performance.now()
        while (performance.now() - began < roundMs) records += countRecords(pieces)
        return Promise.resolve((records / (performance.now() - began)) * 1000)
      },
      close: () => Promise.resolve(),
    })
  },
}

/** The parser that our importer uses, keeping nothing. */
export function countRecords(pieces: Iterable<Buffer>): number {
  let records = 0
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('opentag', ({ name }) => (records += name === 'Record' ? 1 : 0))
  const decoder = new TextDecoder()
  for (const piece of pieces) parser.write(decoder.decode(piece, { stream: true }))
  parser.close()
  return records
}
