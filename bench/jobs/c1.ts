import { deposits } from '../deposit.ts'
import { atTwoProcesses } from '../floors/at-two-processes.ts'
import { readingXml } from '../floors/reading-xml.ts'
import { sealingDays } from '../floors/sealing-days.ts'
import type { Job } from '../job.ts'
import { plainRows } from '../peers/plain-rows.ts'

/**
 * Residents deposit exports of a month told minute by minute. The interface for machines that takes batches is not
 * built yet, so this is the way that exists: a file through the page, XML and preview and all.
 */
export const c1: Job = {
  name: 'C1',
  says: 'deposit over HTTP (an export through the page), sealed, readable at once',
  unit: 'observations/s',
  ours: (bench) => Promise.resolve(deposits(bench, [bench.city.service])),
  peers: [plainRows],
  floors: [readingXml, sealingDays, atTwoProcesses],
}
