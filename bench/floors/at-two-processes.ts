import { deposits } from '../deposit.ts'
import type { Floor } from '../job.ts'
import { plainRows } from '../peers/plain-rows.ts'

/** As much as more processes can win where there are two processors: each depositor has one for itself. */
export const atTwoProcesses: Floor = {
  name: 'each depositor at a process of the service of their own',
  against: [plainRows],
  open: async (bench) => deposits(bench, [bench.city.service, await bench.city.another()]),
}
