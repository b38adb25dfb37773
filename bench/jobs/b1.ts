import { besideReaders } from '../floors/beside-readers.ts'
import { quietStop } from '../floors/quiet-stop.ts'
import { hammeredStops } from '../hammered-stops.ts'
import type { Job } from '../job.ts'
import { commitAndNotify } from '../peers/commit-and-notify.ts'
import { solidAclChange, solidAclChangeWhileRead } from '../peers/solid-acl-change.ts'
import { readers } from '../workload.ts'

/** A resident stops while a company reads them without pause. */
export const b1: Job = {
  name: 'B1',
  says: `stop until confirmed, ${String(readers)} readers hammering the same residents`,
  unit: 'ms',
  ours: (bench) => hammeredStops(bench, bench.city.service),
  peers: [commitAndNotify, solidAclChangeWhileRead, solidAclChange],
  floors: [quietStop, besideReaders],
}
