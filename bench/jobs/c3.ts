import { readFile, writeFile } from 'node:fs/promises'
import { aDepositor, countObservations, depositExport } from '../deposit.ts'
import { Connections } from '../connections.ts'
import type { Bench, Job } from '../job.ts'
import { minuteByMinute } from '../../test/support/minute-by-minute.ts'
import { saxesAlone } from '../peers/saxes-alone.ts'
import { exportBytes } from '../workload.ts'

const lookEveryMs = 100
const mebibyte = 1024 * 1024

/** One resident deposits the export of a watch that was worn for years. */
export const c3: Job = {
  name: 'C3',
  says: 'import of an Apple Health export (150 MB; 15 MB in quick), sealed and confirmed',
  unit: 's',
  async ours(bench: Bench) {
    const { city } = bench
    const connections = new Connections(city.service.port, 1)
    const size = exportBytes(bench)
    const depositOnce = async () => {
      const { visitor, residentId } = await aDepositor(city, connections, 0)
      const began = performance.now()
      await depositExport(visitor, minuteByMinute(size), lookEveryMs)
      return { seconds: (performance.now() - began) / 1_000, residentId }
    }
    const { visitor } = await aDepositor(city, connections, 0)
    for (const path of ['/home', '/companies', '/deposits', '/history']) await visitor.open(path)
    const { now: idle } = await memoryOf(city.service.pid)
    await forgetHighest(city.service.pid)
    return {
      answer: async () => countObservations(city, (await depositOnce()).residentId),
      round: async () => (await depositOnce()).seconds,
      limits: async () => {
        const aboveIdle = ((await memoryOf(city.service.pid)).highest - idle) / mebibyte
        return [{ what: 'memory above idle, at the most', value: aboveIdle, unit: 'MiB', atMost: 150 }]
      },
      close: () => Promise.resolve(connections.close()),
    }
  },
  peers: [saxesAlone],
}

/** Resident memory of a process, in bytes, now and at its highest. */
async function memoryOf(pid: number): Promise<{ now: number; highest: number }> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  const bytesOf = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1]) * 1024
  return { now: bytesOf('VmRSS'), highest: bytesOf('VmHWM') }
}

/** What other jobs took at their highest is not this one's (proc(5), clear_refs). */
function forgetHighest(pid: number): Promise<void> {
  return writeFile(`/proc/${String(pid)}/clear_refs`, '5')
}
