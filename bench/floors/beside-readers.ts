import { hammeredStops } from '../hammered-stops.ts'
import type { Floor } from '../job.ts'
import { solidAclChange } from '../peers/solid-acl-change.ts'

/** As much as can be won by serving companies elsewhere: the processors and the database stay shared. */
export const besideReaders: Floor = {
  name: 'the readers at another process of the service',
  against: [solidAclChange],
  open: async (bench) => hammeredStops(bench, await bench.city.another()),
}
