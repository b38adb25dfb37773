import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { percentile } from '../test/support/percentile.ts'

/** The state of the machine at one moment: without it an absolute figure says nothing. */
export interface MachineMoment {
  at: string
  /** Over the last minute. */
  load: number
  /** Of writing 8 KiB (a page of PostgreSQL's log) and putting it on the disk, p50. */
  fdatasyncMs: number
}

export function momentOf(directory: string): MachineMoment {
  return {
    at: new Date().toISOString(),
    load: Math.round((loadavg()[0] ?? NaN) * 100) / 100,
    fdatasyncMs: fdatasyncP50(directory),
  }
}

function fdatasyncP50(directory: string): number {
  const place = join(directory, 'fdatasync')
  const file = openSync(place, 'w')
  const page = Buffer.alloc(8 * 1024, 1)
  const times: number[] = []
  for (let write = 0; write < 100; write += 1) {
    writeSync(file, page, 0, page.length, (write % 16) * page.length)
    const began = performance.now()
    fdatasyncSync(file)
    times.push(performance.now() - began)
  }
  closeSync(file)
  rmSync(place)
  return Math.round(percentile(times, 0.5) * 1000) / 1000
}

/** The machine as it always is; no name of it. */
export function machineOf() {
  const [first] = cpus()
  return {
    processors: cpus().length,
    processor: first?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  }
}
